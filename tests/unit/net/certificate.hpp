#pragma once
// A key and a self-signed certificate for one host name, made for one test, in a folder of its own.

#include <chrono>
#include <filesystem>
#include <string>

namespace langnghe::net::test {

class Certificate
{
public:
    // Good until then, counted from now; in the past: expired.
    explicit Certificate(const std::string& host, std::chrono::seconds good_for = std::chrono::hours{24});
    ~Certificate();
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;

    std::string certificate() const { return folder_ / "cert.pem"; }
    std::string key() const { return folder_ / "key.pem"; }

private:
    std::filesystem::path folder_;
};

} // namespace langnghe::net::test
