"""A plain bot for the same vote: aiogram 3 and aiosqlite, as its guides write one. It promises nothing.

No inbox (an update is acknowledged before it is processed), no outbox (what a crash or a refusal takes is lost), no
order per person. Durable commits, the same SQLite settings, the same rule, words and calls as ours.
"""

import argparse
import asyncio
import time

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.rule import BALLOT, CAST, ELIGIBLE, OPTIONS, QUESTION, Found, counted, refusal

SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)


class Cast(CallbackData, prefix="v"):
    """A vote."""

    ballot: int
    option: str


class Menu(CallbackData, prefix="m"):
    """Back to the start."""


def keyboard(*options: str) -> InlineKeyboardMarkup:
    """The options, then the menu."""
    votes = [(option, Cast(ballot=BALLOT, option=option).pack()) for option in options]
    rows = [
        [InlineKeyboardButton(text=text, callback_data=data)]
        for text, data in (*votes, ("Menu", Menu().pack()))
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def offer(message: Message) -> None:
    """/vote"""
    await message.answer(QUESTION, reply_markup=keyboard(*OPTIONS))


async def cast(query: CallbackQuery, callback_data: Cast, db: aiosqlite.Connection) -> None:
    """A press: is it somebody we know, may they vote, is it open, count it, answer."""
    async with db.execute("SELECT id FROM voter WHERE account = ?", (query.from_user.id,)) as rows:
        voter = await rows.fetchone()
    if voter is None:
        await query.answer("Who are you?")
        return
    now = time.time_ns() // 1000
    async with db.execute(ELIGIBLE, (voter[0], callback_data.ballot)) as rows:
        row = await rows.fetchone()
    found = None if row is None else Found(row[0], row[1] is not None, row[2])
    words = refusal(found, callback_data.option, now)
    if words is None:
        await db.execute(CAST, (callback_data.ballot, voter[0], callback_data.option, now))
        await db.commit()
        words = counted(callback_data.option)
    if isinstance(query.message, Message):
        await query.message.edit_text(words, reply_markup=keyboard())
    await query.answer()


async def serve(token: str, url: str, path: str) -> None:
    """Polls until it is terminated."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot, aiosqlite.connect(path) as db:
        for pragma in SETTINGS:
            await db.execute(f"PRAGMA {pragma}")
        dispatcher = Dispatcher(db=db)
        dispatcher.message.register(offer, Command("vote"))
        dispatcher.callback_query.register(cast, Cast.filter(F.ballot == BALLOT))
        await dispatcher.start_polling(bot)


def main() -> None:
    """`python -m bench.peer --url … --token … --database … [--uvloop]`"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--uvloop", action="store_true")
    options = parser.parse_args()
    serving = serve(options.token, options.url, options.database)
    if options.uvloop:
        import uvloop

        uvloop.run(serving)
    else:
        asyncio.run(serving)


if __name__ == "__main__":
    main()
