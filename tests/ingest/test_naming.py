"""What file names say."""

import pytest

from monitoring.ingest.naming import FileName, parse_file_name

NAMES = {
    "R01_2026-03_27GZ.csv": FileName("R01", "2025-2026", "2026-03", "27GZ", ""),
    "R01_2026-03_27GZ00.xlsx": FileName("R01", "2025-2026", "2026-03", "27GZ", "00"),
    "r01_2025-10_27gz.CSV": FileName("R01", "2025-2026", "2025-10", "27GZ", ""),
    "R01_2026-09_27GZ (2).csv": FileName("R01", "2025-2026", "2026-09", "27GZ", ""),
    r"C:\map 2024\R01-202603-27GZ.csv": FileName("R01", "2025-2026", "2026-03", "27GZ", ""),
    "R02_2026-03_27GZ.csv": FileName("R02", "2025-2026", "2026-03", "27GZ", ""),
    "202211A05I99XA.csv": FileName("A05", "2022-2023", "2022-10", "99XA", ""),
    "202301A04I99XA.csv": FileName("A04", "2022-2023", "2022-12", "99XA", ""),
    "202310A04I99XA.csv": FileName("A04", "2022-2023", "2023-09", "99XA", ""),
    "202311A14I99XA.csv": FileName("A14", "2022-2023", "2023-10L", "99XA", ""),
    "202401A14I99XA.csv": FileName("A14", "2022-2023", "2023-12L", "99XA", ""),
    "202305A14I99XA.csv": FileName("A14", None, None, "99XA", ""),
    "NRSP2023VI99XA.csv": FileName("NRSP", "2022-2023", "V", "99XA", ""),
    "NenR2023DI27GZ.csv": FileName("NENR", "2022-2023", "D", "27GZ", ""),
    "R01_2026-13_27GZ.csv": FileName("R01", None, None, "27GZ", ""),
    "R01 export.csv": FileName("R01", None, None, None, ""),
    "leerlingen maart.xlsx": FileName(),
    "202211A06I99XA.csv": FileName(),
    "": FileName(),
}


@pytest.mark.parametrize("name", NAMES)
def test_name_says_kind_school_and_month(name):
    assert parse_file_name(name) == NAMES[name]
