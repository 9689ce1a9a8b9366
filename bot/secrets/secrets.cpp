#include "bot/secrets/secrets.hpp"

#include "adapters/posix/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

namespace langnghe::secrets {
namespace {

constexpr std::size_t longest = 4096; // bytes of a secret file

Read refused(std::string what, std::string instead)
{
    Read read;
    read.state = Read::State::refused;
    read.what = std::move(what);
    read.instead = std::move(instead);
    return read;
}

Read missing(std::string what, std::string instead)
{
    Read read = refused(std::move(what), std::move(instead));
    read.state = Read::State::missing;
    return read;
}

// One line without its end; no control characters inside.
Read accept(std::string value, const std::string& where)
{
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r'))
        value.pop_back();
    if (value.empty())
        return refused(where + " is empty", "put the secret into it, on one line");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(value.begin(), value.end(), control))
        return refused(where + " has more than one line", "leave only the secret in it");
    Read read;
    read.state = Read::State::found;
    read.secret = Secret(std::move(value));
    return read;
}

std::optional<std::string> contents(int fd)
{
    std::string bytes;
    std::array<char, longest + 1> part{};
    while (bytes.size() <= longest) {
        const ssize_t size = ::read(fd, part.data(), part.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return std::nullopt;
        if (size == 0)
            return bytes;
        bytes.append(part.data(), static_cast<std::size_t>(size));
    }
    return std::nullopt;
}

// systemd keeps its credentials in a folder of the service's own, so only our files are asked for their mode.
Read from_file(const std::filesystem::path& path, bool must_be_private)
{
    const std::string where = path.string();
    const posix::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.fd() < 0 && errno == ENOENT)
        return missing(where + " is not there yet", "put the secret into it: chmod 600, on one line");
    if (file.fd() < 0)
        return refused(where + " cannot be read", "let the user that runs langnghe own it: chmod 600");
    struct stat status = {};
    if (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode))
        return refused(where + " is not a file", "name the file that holds the secret");
    if (must_be_private && (status.st_mode & 077) != 0)
        return refused(where + " can be read by others", "chmod 600 " + where);
    auto bytes = contents(file.fd());
    if (!bytes)
        return refused(where + " cannot be read or is longer than 4 KiB", "leave only the secret in it");
    return accept(std::move(*bytes), where);
}

Read from_credential(std::string_view name)
{
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (name.empty() || name.find('/') != std::string_view::npos || name == "..")
        return refused("the name after cred: is not a file name", "write cred:NAME as in LoadCredential=NAME:…");
    if (!folder)
        return missing("there are no systemd credentials here",
                       "start the program as a service with LoadCredential=, or write file:PATH");
    return from_file(std::filesystem::path(folder) / name, false);
}

Read from_environment(std::string_view name)
{
    const std::string variable(name);
    const char* value = std::getenv(variable.c_str());
    if (!value)
        return missing(fmt::format("the environment has no {}", variable), "set it, or write file:PATH");
    Read read = accept(value, "the variable " + variable);
    if (read.state == Read::State::found)
        read.warning = "a secret in the environment can be seen by other programs of the same user";
    return read;
}

// "flie:secrets/x" is a slip and no secret: bot tokens begin with digits.
bool names_a_source(std::string_view text)
{
    const auto colon = text.find(':');
    return colon != std::string_view::npos && colon >= 2 && colon <= 8 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<std::string> decoded(std::string_view text, bool hex)
{
    std::array<unsigned char, 32> bytes{};
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = hex ? sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end)
                           : sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                                               &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || size != bytes.size() || end != text.data() + text.size())
        return std::nullopt;
    std::string key(bytes.size(), '\0');
    std::memcpy(key.data(), bytes.data(), bytes.size());
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

} // namespace

Read read(std::string_view text, const Source& source)
{
    const auto after = [&](std::string_view prefix) { return text.substr(prefix.size()); };
    if (text.starts_with("file:"))
        return from_file(source.base / after("file:"), true);
    if (text.starts_with("cred:"))
        return from_credential(after("cred:"));
    if (text.starts_with("env:"))
        return from_environment(after("env:"));
    if (names_a_source(text))
        return refused("no such source of a secret", "write \"file:PATH\", \"cred:NAME\" or \"env:NAME\"");
    if (!source.literals_allowed)
        return refused("a secret stands in a file that others can read",
                       "chmod 600 the configuration, or write \"file:PATH\"");
    return accept(std::string(text), "the secret");
}

Secret master_key(std::string_view text)
{
    if (text.size() == 44 && text.back() == '=')
        text.remove_suffix(1);
    auto key = text.size() == 64 ? decoded(text, true) : text.size() == 43 ? decoded(text, false) : std::nullopt;
    return key ? Secret(std::move(*key)) : Secret{};
}

std::string fresh_key()
{
    std::array<unsigned char, 32> bytes{};
    std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    if (sodium_init() < 0)
        std::abort(); // without randomness there is no key to give
    randombytes_buf(bytes.data(), bytes.size());
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes.data(), bytes.size());
    return text.data();
}

} // namespace langnghe::secrets
