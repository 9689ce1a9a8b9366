#include "bot/archive/archive.hpp"
#include "tests/unit/bot/outcome.hpp"
#include "tests/unit/bot/tar.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <string>

using namespace langnghe;
using test::contents;

namespace {

const archive::Facts facts{"0.1.0", "luong-son", 3, from_millis(1795000000123), 42, std::string(64, 'a')};

// A store, two attachments, and room for the rest.
struct Place
{
    Place()
    {
        folder.write("store", store);
        folder.write("files/ab/one.jpg", "one");
        folder.write("files/hai ảnh.jpg", std::string(200000, '\x01'));
        folder.write("files/passing/half", "what is being written is in no backup");
    }
    auto backup(const std::filesystem::path& out) const
    {
        return archive::write_backup(folder / "store", folder / "files", out, facts);
    }

    test::Folder folder;
    std::string store = std::string(100000, 's') + std::string(1, '\0') + "end";
};

std::string failure(const archive::Outcome<archive::Summary>& outcome)
{
    return outcome ? std::string("no failure") : outcome.error().what;
}

} // namespace

TEST_CASE("what is packed comes back byte for byte")
{
    const Place place;
    const auto out = place.folder / "backup.tar";
    const auto packed = place.backup(out);
    REQUIRE(failure(packed) == "no failure");
    CHECK(packed->entries == 3);
    CHECK(packed->bytes == place.store.size() + 3 + 200000);
    CHECK(test::mode_of(out) == 0600);

    const auto into = place.folder / "restored";
    const auto unpacked = archive::read_backup(out, into);
    REQUIRE(failure(unpacked) == "no failure");
    CHECK(unpacked->facts == facts);
    CHECK(unpacked->entries == 3);
    CHECK(unpacked->bytes == packed->bytes);
    CHECK(contents(into / "store.db") == place.store);
    CHECK(contents(into / "files/ab/one.jpg") == "one");
    CHECK(contents(into / "files/hai ảnh.jpg") == std::string(200000, '\x01'));
    CHECK(test::mode_of(into) == 0700);
    CHECK(test::mode_of(into / "files/ab") == 0700);
    CHECK(test::mode_of(into / "store.db") == 0600);
}

TEST_CASE("a backup is an ordinary tar with its manifest last")
{
    const Place place;
    REQUIRE(place.backup(place.folder / "backup.tar"));
    const auto entries = test::read_tar(place.folder / "backup.tar");
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].name == "store.db");
    CHECK(entries[1].name == "files/ab/one.jpg");
    CHECK(entries[3].name == "manifest.json");
    CHECK(entries[3].bytes.find("\"created_at\":\"2026-11-18T") != std::string::npos);
    CHECK(entries[3].bytes.find("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed") !=
          std::string::npos); // of "one"
}

TEST_CASE("a commune without attachments has a backup too")
{
    const Place place;
    const auto out = place.folder / "backup.tar";
    REQUIRE(archive::write_backup(place.folder / "store", place.folder / "none", out, facts));
    REQUIRE(archive::read_backup(out, place.folder / "restored"));
    CHECK_FALSE(std::filesystem::exists(place.folder / "restored/files"));
}

TEST_CASE("a backup replaces nothing and leaves no half")
{
    const Place place;
    const auto there = place.folder.write("backup.tar", "mine");
    CHECK(failure(place.backup(there)).find("File exists") != std::string::npos);
    CHECK(contents(there) == "mine");

    const auto out = place.folder / "other.tar";
    CHECK(failure(archive::write_backup(place.folder / "none", {}, out, facts)).find("No such file") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
    CHECK_FALSE(archive::write_backup(place.folder / "store", {}, place.folder / "no/folder.tar", facts));
}

TEST_CASE("a link among the attachments is not followed")
{
    const Place place;
    REQUIRE(::symlink("/etc/passwd", (place.folder / "files/link").c_str()) == 0);
    const auto out = place.folder / "backup.tar";
    CHECK(failure(place.backup(out)).find("is no attachment of ours") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("a full disk is a failure")
{
    const Place place;
    CHECK_FALSE(archive::write_backup(place.folder / "store", place.folder / "files", "/dev/full", facts));
    CHECK(std::filesystem::exists("/dev/full"));
}

TEST_CASE("a restore needs a folder of its own")
{
    const Place place;
    const auto out = place.folder / "backup.tar";
    REQUIRE(place.backup(out));
    CHECK(failure(archive::read_backup(out, place.folder / "files")).find("File exists") != std::string::npos);
    CHECK(contents(place.folder / "files/ab/one.jpg") == "one");
    CHECK(failure(archive::read_backup(place.folder / "none.tar", place.folder / "r")).find("No such file") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(place.folder / "r"));
}

TEST_CASE("what was unpacked is put in place once")
{
    const Place place;
    const auto out = place.folder / "backup.tar";
    REQUIRE(place.backup(out));
    const auto into = place.folder / "restored";
    const auto summary = archive::read_backup(out, into);
    REQUIRE(summary);

    place.folder.write("var/x.db-wal", "left over");
    CHECK(failure(archive::place(into, place.folder / "var/x.db", place.folder / "var/x.files", *summary))
              .find("x.db-wal is there already") != std::string::npos);
    CHECK(failure(archive::place(into, place.folder / "var/y.db", place.folder / "files", *summary))
              .find("files is there already") != std::string::npos);
    CHECK_FALSE(archive::place(into, place.folder / "no/y.db", place.folder / "var/y.files", *summary));
    CHECK(std::filesystem::exists(into / "files")); // moved back

    REQUIRE(archive::place(into, place.folder / "var/y.db", place.folder / "var/y.files", *summary));
    CHECK(contents(place.folder / "var/y.db") == place.store);
    CHECK(contents(place.folder / "var/y.files/ab/one.jpg") == "one");
    CHECK_FALSE(std::filesystem::exists(into));
}
