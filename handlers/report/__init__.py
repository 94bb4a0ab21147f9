"""/thanhtich: the achievement report of each registered title, with its evidence."""
