#include "tests/support/passing_vfs.hpp"

#include <cassert>
#include <new>

namespace langnghe::test {
namespace {

sqlite3_vfs* beneath = nullptr;
PassingVfs* installed = nullptr;

sqlite3_io_methods passing()
{
    sqlite3_io_methods m{};
    m.iVersion = 2;
    m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
    m.xRead = [](sqlite3_file* f, void* p, int n, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), p, n, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* p, int n, sqlite3_int64 at) {
        return real(f)->pMethods->xWrite(real(f), p, n, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); };
    m.xSync = [](sqlite3_file* f, int flags) { return real(f)->pMethods->xSync(real(f), flags); };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); };
    m.xLock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); };
    m.xUnlock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
        return real(f)->pMethods->xCheckReservedLock(real(f), out);
    };
    m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
        return real(f)->pMethods->xFileControl(real(f), op, arg);
    };
    m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
    };
    m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); };
    return m;
}

} // namespace

PassingFile& ours(sqlite3_file* file) { return *reinterpret_cast<PassingFile*>(file); }

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(PassingFile));
}

PassingVfs::PassingVfs() : methods_(passing())
{
    assert(installed == nullptr);
    beneath = sqlite3_vfs_find(nullptr);
    vfs_ = *beneath;
    vfs_.pNext = nullptr;
    vfs_.szOsFile = beneath->szOsFile + static_cast<int>(sizeof(PassingFile));
    vfs_.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
        return open_real(name, file, flags, out);
    };
}

void PassingVfs::install(const char* name)
{
    installed = this;
    vfs_.zName = name;
    sqlite3_vfs_register(&vfs_, 1);
}

PassingVfs::~PassingVfs()
{
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(beneath, 1);
    installed = nullptr;
}

sqlite3_vfs& PassingVfs::below() { return *beneath; }

int PassingVfs::open_real(const char* name, sqlite3_file* file, int flags, int* out)
{
    new (file) PassingFile{};
    const int code = beneath->xOpen(beneath, name, real(file), flags, out);
    if (real(file)->pMethods != nullptr)
        file->pMethods = &installed->methods_;
    return code;
}

} // namespace langnghe::test
