"""Pulls plugs: `make faults` kills the program at random moments while hundreds of people use it.

stage      a khối of many units, its campaign, open ballots, a meeting: made by the real rules and flows
program    the program as it runs in production, on a clock that goes on over its deaths
nursery    starts it within milliseconds, again and again
deaths     kills processes and crashes the database server at moments drawn from a seed
crowd      people with phones on the strict loopback Bot API; every act is a dialogue of a real flow
witness    reads the database beside the program: is what was just said to be recorded really there?
verdict    when all is over: everything exactly once, in the order in which each person did it
"""
