"""What schools, spreadsheets and vandals put into a cell, a heading or a file."""

from tests.files.r01 import valid_pgn

NASTY = (
    "", " ", "0", "-0", "-1", "1", "true", "NaN", "nan", "inf", "None", "null", "NULL", "#N/A", "#REF!", "1e9",
    "1,5E+08", "1E+400",
    "9" * 19, "9" * 400, "a" * 5000, "\u00e9" * 300, "1.5,5", "18,5", "-0,00", "00000000", "000000000",
    "123456782", "99999999",
    "=1+1", "=cmd|' /C calc'!A0", "+31612345678", "-1+1", "-2+3+cmd|x", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    " =1+1", "\uff1d1+1",
    '=HYPERLINK("http://x";"y")', "'=1", "'", "''", '"', '""', '";"', ";", ",", "\t", "\n", "\r", "\r\n",
    "a\nb", "a\r\nb", "|",
    "\x00", "\x01", "\x0b", "\x1a", "\x1f", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffd",
    "\xa0", "\u3000",
    "\U0001f600", "\u0130", "\u00df", "\ufb01", "e\u0301" * 50, "\u0661\u0662",
    "\uff11\uff10" + "\uff10" * 6 + "\uff19", "\udcff",
    "31-02-2026", "00-00-0000", "01-01-0001", "31-12-9999", "1-1-26", "01-10-1600", "2026-13-45", "20260301",
    "45000", "01/03/2026",
    "2026-03-01", "1-3-2026", "29-02-2026", "14 mei 2008", "2026-W53", "2026-W00", "2026-03", "202603",
    "202613", "01-03-2026 00:00:00",
    "<script>alert(1)</script>", "{{7*7}}", "{0}", "{column}", "%s%n", "\\", "../../etc/passwd", "' OR 1=1 --",
    "$HOME",
    "havo", "havo+vwo", "+", "++", "havo+", "12-06-2025+13-06-2025", "mbo-1", "mbo-4", "vavo", "V", "M", "X",
    "J", "N", "ja", "onbekend",
    "1999", "0772", "772", "9999", "90BB", "90AA", "99ZZ", "90bb", "BOL", "foutcode", "_x000D_", "_x0041_",
    "Hele bestand: ",
    valid_pgn(20), valid_pgn(25), f" {valid_pgn(21)} ", f"x{valid_pgn(22)}x",
    f"{valid_pgn(23)};{valid_pgn(24)}", f"20260301{valid_pgn(20)}",
)  # fmt: skip
HEADINGS = (
    "", " ", "pgn", "PGN", "#pgn", "bsn", "BRIN", "achternaam", "geboorte datum", "volgnummer", "soort", "week",
    "status", "uren",
    "foutcode", "uitleg", "voorstel", "iets anders", "=1+1", "{column}", '"', "a\nb", "\ufeffpgn", "x" * 300,
    valid_pgn(20), "\x00", "niveau",
)  # fmt: skip
BYTES = (
    b'"', b"'", b";", b",", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xc3", b"\xe9", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xfe\xff", b"\t", b"=",
    b"9" * 30, b"PK\x03\x04", b"\x1a", b"</row>", b"<c>", b"&amp;", b"&#0;", b"\xed\xa0\x80", b"sep=;\n", b" ",
)  # fmt: skip
