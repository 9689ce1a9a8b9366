#include "tests/faults/failing_memory.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cassert>
#include <cstdlib>
#include <new>

namespace langnghe::test {
namespace {

struct Ration
{
    std::atomic<bool> counting{false};
    std::atomic<bool> for_ever{false};
    std::atomic<std::int64_t> left{0};
    std::atomic<std::int64_t> taken{0};
    std::atomic<bool> failed{false};

    bool refuses()
    {
        if (!counting.load(std::memory_order_acquire))
            return false;
        ++taken;
        const auto now = left.fetch_sub(1);
        const bool no = now == 0 || (now < 0 && for_ever);
        if (no)
            failed = true;
        return no;
    }
};

constinit Ration of_sqlite;
constinit Ration of_new;

Ration& of(Memory memory) { return memory == Memory::sqlite ? of_sqlite : of_new; }

sqlite3_mem_methods beneath{};

// Before main, and so before anybody uses SQLite.
const bool installed = [] {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &beneath);
    sqlite3_mem_methods failing = beneath;
    failing.xMalloc = [](int size) -> void* { return of_sqlite.refuses() ? nullptr : beneath.xMalloc(size); };
    failing.xRealloc = [](void* old, int size) -> void* {
        return of_sqlite.refuses() ? nullptr : beneath.xRealloc(old, size);
    };
    const int code = sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    assert(code == SQLITE_OK);
    return code == SQLITE_OK;
}();

} // namespace

void starve(Memory memory, std::int64_t after, bool for_ever)
{
    Ration& ration = of(memory);
    ration.for_ever = for_ever;
    ration.left = after;
    ration.taken = 0;
    ration.failed = false;
    ration.counting.store(installed, std::memory_order_release);
}

std::int64_t feed(Memory memory)
{
    of(memory).counting = false;
    return of(memory).taken;
}

bool starved(Memory memory) { return of(memory).failed; }

} // namespace langnghe::test

void* operator new(std::size_t size)
{
    void* const found = langnghe::test::of_new.refuses() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (found == nullptr)
        throw std::bad_alloc{};
    return found;
}

void* operator new[](std::size_t size) { return operator new(size); }

void operator delete(void* what) noexcept { std::free(what); }
void operator delete[](void* what) noexcept { std::free(what); }
void operator delete(void* what, std::size_t) noexcept { std::free(what); }
void operator delete[](void* what, std::size_t) noexcept { std::free(what); }
