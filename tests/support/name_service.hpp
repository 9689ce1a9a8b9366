#pragma once
// Stands before the system's getaddrinfo in the program that links it: names lead where the test says, hang, or do not
// exist. Others are asked of the system. Any thread.

#include <string>

namespace langnghe::test {

class NameService
{
public:
    NameService() = default;
    ~NameService(); // as if it had never been; what hangs ends
    NameService(const NameService&) = delete;
    NameService& operator=(const NameService&) = delete;

    void leads(const std::string& name, const std::string& address);
    void denies(const std::string& name);
    // Whoever asks waits until something else is said of the name.
    void hangs(const std::string& name);
};

} // namespace langnghe::test
