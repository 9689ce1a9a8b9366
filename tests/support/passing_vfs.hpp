#pragma once
// A file system under SQLite that passes everything on to the real one: what others build on by replacing single calls.
// While one is installed it is SQLite's default: connections opened meanwhile go through it, and must be closed before
// it is taken away. One at a time.

#include <sqlite3.h>

namespace langnghe::test {

// SQLite's part, then ours; the real file lies behind it.
struct PassingFile
{
    sqlite3_file base;
    int inode = 0; // for whoever wants to tell files apart
};

PassingFile& ours(sqlite3_file* file);
sqlite3_file* real(sqlite3_file* file);

class PassingVfs
{
public:
    // Copies of the tables that pass on; change them before install().
    PassingVfs();
    ~PassingVfs();
    PassingVfs(const PassingVfs&) = delete;
    PassingVfs& operator=(const PassingVfs&) = delete;

    sqlite3_io_methods& methods() { return methods_; }
    sqlite3_vfs& vfs() { return vfs_; }
    void install(const char* name);

    static sqlite3_vfs& below();
    // What xOpen does after the decision is made: opens the real file and puts our methods over it.
    static int open_real(const char* name, sqlite3_file* file, int flags, int* out);

private:
    sqlite3_io_methods methods_{};
    sqlite3_vfs vfs_{};
};

} // namespace langnghe::test
