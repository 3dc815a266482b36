"""Percentiles, memory and a crowd of callers."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psutil

T = TypeVar("T")

WORDS = (
    "มีคนชวนไปเป็นแอดมินที่ปอยเปต เงินเดือน 35,000 จริงไหมคะ",
    "ช่วยด้วย โดนขังอยู่ในตึก ออกไม่ได้",
    "น้องสาวไปพม่าแล้วติดต่อไม่ได้สองอาทิตย์แล้ว",
    "สวัสดีค่ะ",
    "ขอเบอร์สถานทูตไทยในเกาหลีหน่อยครับ",
    "ไปทำงานต่างประเทศถูกกฎหมายต้องทำยังไงบ้าง",
    "เขาให้โอนค่าเอกสารก่อนห้าพันบาท",
    "ขอบคุณมากค่ะ",
)
"""What people write, in turn; ordinary lengths."""

MESSAGES, PEOPLE = 400, 80
"""The traffic of the capacity run, the same for both sides: five messages each from eighty people."""


def percentiles(seconds: Iterable[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    ordered = sorted(seconds)
    return {f"p{p}_ms": round(ordered[min(len(ordered) - 1, len(ordered) * p // 100)] * 1000, 1) for p in (50, 95, 99)}


def timed(call: Callable[[], object]) -> float:
    """The seconds a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def crowd(call: Callable[[T], float], items: Sequence[T], *, at_once: int) -> list[float]:
    """Calls for every item, `at_once` at a time; what each returned."""
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(call, items))


def memory_mb(processes: Iterable[int]) -> int:
    """Proportional set size of processes with all their children, in megabytes."""
    total = 0
    for pid in processes:
        for process in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
            total += process.memory_full_info().pss
    return total // 1_000_000
