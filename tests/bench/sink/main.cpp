// bench_sink: a messaging platform that accepts everything at once, as Zalo and as Telegram, on a loopback port that it
// prints. GET /count tells how many messages it accepted. One thread, no bounds: it must not be what limits a client.
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace {

struct Connection
{
    int socket = -1;
    std::string in;
};

class Sink
{
public:
    // Returns the port; 0 when there is none to be had.
    std::uint16_t open();
    void run();

private:
    void accept_all();
    bool serve(Connection& connection);
    bool answer_all(Connection& connection);
    std::string answer(std::string_view path);

    int listener_ = -1;
    int poll_ = epoll_create1(EPOLL_CLOEXEC);
    std::array<char, std::size_t{64} * 1024> buffer_{};
    std::uint64_t messages_ = 0;
};

std::uint16_t Sink::open()
{
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    epoll_event event{};
    event.events = EPOLLIN;
    if (bind(listener_, generic, size) != 0 || listen(listener_, 1024) != 0 ||
        getsockname(listener_, generic, &size) != 0 || epoll_ctl(poll_, EPOLL_CTL_ADD, listener_, &event) != 0)
        return 0;
    return ntohs(address.sin_port);
}

void Sink::run()
{
    std::array<epoll_event, 256> events{};
    while (true) {
        const int count = epoll_wait(poll_, events.data(), events.size(), -1);
        for (int i = 0; i < count; ++i) {
            auto* const connection = static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (connection == nullptr) {
                accept_all();
            } else if (!serve(*connection)) {
                close(connection->socket);
                delete connection;
            }
        }
    }
}

void Sink::accept_all()
{
    for (int socket = 0; (socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
        const int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        auto connection = std::make_unique<Connection>(Connection{socket, {}});
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = connection.get();
        if (epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event) == 0)
            static_cast<void>(connection.release()); // until it is closed
        else
            close(socket);
    }
}

bool Sink::serve(Connection& connection)
{
    const ssize_t got = recv(connection.socket, buffer_.data(), buffer_.size(), 0);
    if (got <= 0)
        return false;
    connection.in.append(buffer_.data(), static_cast<std::size_t>(got));
    return answer_all(connection);
}

// Content-Length alone tells where a request ends: no client of a platform sends its calls otherwise.
std::size_t body_length(std::string_view head)
{
    std::size_t at = head.find("ontent-");
    while (at != std::string_view::npos && head.substr(at + 8, 6) != "ength:")
        at = head.find("ontent-", at + 1);
    if (at == std::string_view::npos)
        return 0;
    std::size_t length = 0;
    const auto value = head.substr(head.find_first_not_of(' ', at + 14));
    std::from_chars(value.data(), value.data() + value.size(), length);
    return length;
}

bool Sink::answer_all(Connection& connection)
{
    std::string out;
    std::string_view in = connection.in;
    while (true) {
        const std::size_t end = in.find("\r\n\r\n");
        if (end == std::string_view::npos)
            break;
        const std::size_t whole = end + 4 + body_length(in.substr(0, end));
        if (in.size() < whole)
            break;
        const std::string_view line = in.substr(0, in.find('\r'));
        const std::size_t path = line.find(' ') + 1;
        const std::string body = answer(line.substr(path, line.find(' ', path) - path));
        out += fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                           body.size(), body);
        in.remove_prefix(whole);
    }
    connection.in.erase(0, connection.in.size() - in.size());
    return out.empty() ||
           send(connection.socket, out.data(), out.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(out.size());
}

std::string Sink::answer(std::string_view path)
{
    if (path == "/count")
        return std::to_string(messages_);
    if (path.ends_with("/getMe"))
        return R"({"ok":true,"result":{"id":7012345678,"is_bot":true,"first_name":"LN","username":"ln_bot"}})";
    if (path.find("getoa") != std::string_view::npos)
        return R"({"error":0,"message":"Success","data":{"oa_id":"2741853096128840375","name":"LN"}})";
    if (path.ends_with("MyCommands"))
        return R"({"ok":true,"result":true})";
    ++messages_;
    if (path.starts_with("/bot"))
        return fmt::format(R"({{"ok":true,"result":{{"message_id":{},"from":{{"id":7012345678,"is_bot":true,)"
                           R"("first_name":"LN"}},"chat":{{"id":5512000001,"type":"private","first_name":"Lan"}},)"
                           R"("date":1795000000,"text":"..."}}}})",
                           messages_);
    return fmt::format(R"({{"data":{{"message_id":"{:020x}","user_id":"6093318827000000001",)"
                       R"("sent_time":"1795000000000"}},"error":0,"message":"Success"}})",
                       messages_);
}

} // namespace

int main()
{
    Sink sink;
    const std::uint16_t port = sink.open();
    if (port == 0)
        return 1;
    fmt::print("{}\n", port);
    std::fflush(stdout);
    sink.run();
}
