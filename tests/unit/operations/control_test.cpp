#include "bot/control/client.hpp"
#include "bot/control/server.hpp"
#include "tests/unit/operations/scene.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>
#include <thread>

namespace langnghe::test {
namespace {

namespace asio = boost::asio;
using Catch::Contains;

constexpr std::chrono::seconds deadline{20};

// A control server on a thread of its own, before a stage.
class Door
{
public:
    explicit Door(Stage& stage, control::ControlOptions options = control::ControlOptions())
        : socket(control::socket_of(stage.folder / "ls.db")), server(io.get_executor(), socket, run_on(stage), options)
    {
        const auto why = server.open();
        INFO(why);
        REQUIRE(why.empty());
        server.start();
        thread = std::thread([this] { io.run(); });
    }

    ~Door()
    {
        const auto guard = asio::make_work_guard(io);
        std::promise<void> stopped;
        auto ended = [&stopped](std::exception_ptr) { stopped.set_value(); };
        asio::co_spawn(io, server.stop(), ended);
        stopped.get_future().wait();
        io.stop();
        thread.join();
    }

    static control::ControlServer::Run run_on(Stage& stage)
    {
        return [&stage](std::string verb, std::string arguments) -> asio::awaitable<operations::Reply> {
            auto scene = stage.scene();
            co_return operations::run(scene, verb, arguments);
        };
    }

    asio::io_context io;
    std::filesystem::path socket;
    control::ControlServer server;
    std::thread thread;
};

// Sends bytes as they are and gives back what comes until the other side closes.
std::string raw(const std::filesystem::path& socket, const std::string& bytes)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket.c_str(), socket.native().size() + 1);
    REQUIRE(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    const timeval limit{20, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto size = ::send(descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (size <= 0)
            break;
        sent += static_cast<std::size_t>(size);
    }
    std::string answer;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = ::recv(descriptor, part.data(), part.size(), 0)) > 0;)
        answer.append(part.data(), static_cast<std::size_t>(size));
    ::close(descriptor);
    return answer;
}

TEST_CASE("an operation goes through the socket and back", "[control]")
{
    Stage stage;
    Door door(stage);
    struct stat status = {};
    REQUIRE(::stat(door.socket.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);

    std::string why;
    const auto added = control::ask(door.socket, "user.add", R"({"name":"An","roles":["leader"]})", deadline, &why);
    INFO(why);
    REQUIRE(added);
    CHECK(added->ok);
    CHECK(Json::parse(added->document)["name"] == "An");
    const auto again = control::ask(door.socket, "user.add", R"({"name":"An","roles":["leader"]})", deadline);
    REQUIRE(again);
    CHECK_FALSE(again->ok);
    CHECK_THAT(again->error, Contains("already"));
}

TEST_CASE("a request that is none is answered with why", "[control]")
{
    Stage stage;
    control::ControlOptions options;
    options.longest_request = 1024;
    Door door(stage, options);
    CHECK_THAT(raw(door.socket, "hello\n"), Contains("\"ok\":false") && Contains("version"));
    CHECK_THAT(raw(door.socket, "{\"version\":99,\"verb\":\"user.list\"}\n"), Contains("restart the daemon"));
    CHECK_THAT(raw(door.socket, "{\"version\":1,\"verb\":\"user.list\"}\n"), Contains("\"ok\":true"));
    CHECK_THAT(raw(door.socket, std::string(2'000, 'x')), Contains("over 1024 bytes"));
}

TEST_CASE("who sends no request is cut off, and no daemon is no answer", "[control]")
{
    Stage stage;
    std::filesystem::path socket;
    {
        control::ControlOptions options;
        options.request_time = std::chrono::milliseconds{50};
        Door door(stage, options);
        socket = door.socket;
        CHECK(raw(socket, "{\"version\":1").empty());
    }
    CHECK_FALSE(std::filesystem::exists(socket));
    std::string why;
    CHECK_FALSE(control::ask(socket, "user.list", "", deadline, &why));
    CHECK_THAT(why, Contains(socket.string()));
}

TEST_CASE("a stale socket makes room, another file does not", "[control]")
{
    Stage stage;
    const auto socket = control::socket_of(stage.folder / "ls.db");
    const int stale = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket.c_str(), socket.native().size() + 1);
    REQUIRE(::bind(stale, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    ::close(stale);
    {
        Door door(stage);
        CHECK(control::ask(socket, "user.list", "", deadline));
    }
    std::filesystem::create_directory(socket);
    asio::io_context io;
    control::ControlServer blocked(io.get_executor(), socket, Door::run_on(stage));
    CHECK_THAT(blocked.open(), Contains(socket.string()));
    control::ControlServer long_one(io.get_executor(), stage.folder / std::string(120, 'x'), Door::run_on(stage));
    CHECK_THAT(long_one.open(), Contains("too long"));
}

} // namespace
} // namespace langnghe::test
