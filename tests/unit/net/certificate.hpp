#pragma once
// A key and a self-signed certificate for one host name, made for one test, in a folder of its own.

#include <filesystem>
#include <string>

namespace langnghe::net::test {

class Certificate
{
public:
    explicit Certificate(const std::string& host);
    ~Certificate();
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;

    std::string certificate() const { return folder_ / "cert.pem"; }
    std::string key() const { return folder_ / "key.pem"; }

private:
    std::filesystem::path folder_;
};

} // namespace langnghe::net::test
