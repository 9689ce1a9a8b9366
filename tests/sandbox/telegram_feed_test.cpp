#include "tests/sandbox/lab.hpp"
#include "tests/support/pocket_faults.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

void target(Lab& lab)
{
    sandbox::WebhookTargets targets;
    targets.telegram_url = lab.receiver.url();
    targets.telegram_secret = Secret("s3cret_-");
    lab.pocket->set_webhook_targets(targets);
}

std::vector<std::string> texts(const Lab& lab)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < lab.receiver.requests.size(); ++i)
        all.push_back(lab.receiver.body(i)["message"]["text"]);
    return all;
}

asio::awaitable<bool> delivered(Lab& lab, std::uint64_t count)
{
    auto enough = [&lab, count] { return lab.pocket->deliveries(Network::telegram).delivered >= count; };
    std::function<bool()> predicate = enough;
    co_return co_await lab.pocket->wait_for(std::move(predicate), patience);
}

} // namespace

TEST_CASE("an update reaches the webhook with the secret and in the Bot API's shape")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        const auto first = lab.pocket->person_says(lan, lan, "Đèn đường hỏng");
        REQUIRE(first.has_value());
        REQUIRE(lab.pocket->person_says(lan, lan, "Vẫn chưa sửa", *first).has_value());
        sandbox::Photo photo;
        photo.bytes = "jpeg";
        photo.caption = "Ổ gà";
        REQUIRE(lab.pocket->person_sends_photo(lan, lan, photo).has_value());
        REQUIRE(lab.pocket->person_sends_location(lan, lan, sandbox::Place{20.5, 105.25}).has_value());
        const bool all = co_await delivered(lab, 4);
        REQUIRE(all);

        const auto& request = lab.receiver.requests.at(0);
        CHECK(request.method == "POST");
        CHECK(request.header("X-Telegram-Bot-Api-Secret-Token") == "s3cret_-");
        CHECK(request.header("Content-Type") == "application/json");
        const json said = lab.receiver.body(0);
        CHECK(said["message"]["from"] == json({{"id", std::stoll(lan)},
                                               {"is_bot", false},
                                               {"first_name", "Nguyễn Thị Lan"},
                                               {"language_code", "vi"}}));
        CHECK(said["message"]["chat"]["type"] == "private");
        CHECK(said["message"]["date"] == 1795230000);
        CHECK(said["message"]["text"] == "Đèn đường hỏng");
        const json reply = lab.receiver.body(1);
        CHECK(reply["update_id"] == said["update_id"].get<std::int64_t>() + 1);
        CHECK(reply["message"]["reply_to_message"]["message_id"] == said["message"]["message_id"]);
        const json picture = lab.receiver.body(2)["message"];
        CHECK(picture["caption"] == "Ổ gà");
        CHECK(picture["photo"].size() == 3);
        CHECK_FALSE(picture.contains("text"));
        CHECK(lab.receiver.body(3)["message"]["location"] == json({{"latitude", 20.5}, {"longitude", 105.25}}));
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::delivered);

        json file_id{{"file_id", picture["photo"][2]["file_id"]}};
        const auto file = co_await lab.telegram("getFile", file_id);
        const std::string path = file.body()["result"]["file_path"];
        const auto bytes = co_await lab.get("/file/bot7012345678:pocket/" + path);
        CHECK(bytes.raw == "jpeg");
        const auto refused = co_await lab.get("/file/bot7012345678:wrong/" + path);
        CHECK(refused.status == 404);
    };
    lab.run(body);
}

TEST_CASE("a chat's updates come one after the other, each until it was taken; other chats do not wait")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const auto ba = lab.person(Network::telegram, "Trần Văn Ba");
        target(lab);
        lab.receiver.answers = {{500, "", "", {}}, {503, "", "", {}}, {204, "", "", {}}};
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        REQUIRE(lab.pocket->person_says(lan, lan, "hai").has_value());
        const bool both = co_await delivered(lab, 2);
        REQUIRE(both);
        CHECK(texts(lab) == std::vector<std::string>{"một", "một", "một", "hai"});
        CHECK(lab.receiver.body(0) == lab.receiver.body(2));
        CHECK(lab.receiver.most_in_flight == 1);
        CHECK(lab.pocket->deliveries(Network::telegram).failed == 2);

        lab.receiver.requests.clear();
        lab.receiver.answers = {{200, "", "", std::chrono::milliseconds{300}}};
        REQUIRE(lab.pocket->person_says(lan, lan, "chậm").has_value());
        REQUIRE(lab.pocket->person_says(ba, ba, "nhanh").has_value());
        const bool rest = co_await delivered(lab, 4);
        REQUIRE(rest);
        CHECK(lab.receiver.most_in_flight == 2);
    };
    lab.run(body);
}

TEST_CASE("retries follow the ladder or Retry-After, on the pocket's fast clock")
{
    Lab lab;
    lab.options.speed = 100;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        std::vector<std::chrono::steady_clock::time_point> times;
        lab.receiver.on_request = [&times] { times.push_back(std::chrono::steady_clock::now()); };
        lab.receiver.answers = {{500, "", "", {}}, {500, "", "", {}}, {500, "", "", {}}, {429, "", "30", {}}};
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        const bool taken = co_await delivered(lab, 1);
        REQUIRE(taken);
        REQUIRE(times.size() == 5);
        using std::chrono::milliseconds;
        CHECK(times[2] - times[1] >= milliseconds{20});  // 2 s
        CHECK(times[3] - times[2] >= milliseconds{40});  // 4 s
        CHECK(times[4] - times[3] >= milliseconds{300}); // as Retry-After says
    };
    lab.run(body);
}

TEST_CASE("an update is dropped after a day, a tap after 150 seconds")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        lab.receiver.answers.assign(1000, {500, "", "", {}});
        lab.receiver.on_request = [&lab] { lab.now += std::chrono::hours{6}; };
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        auto dropped = [&lab] { return lab.pocket->deliveries(Network::telegram).dropped == 1; };
        std::function<bool()> predicate = dropped;
        const bool gone = co_await lab.pocket->wait_for(std::move(predicate), patience);
        CHECK(gone);
        CHECK(lab.receiver.requests.size() == 4);
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::failed);
        CHECK(lab.pocket->deliveries(Network::telegram).pending == 0);
    };
    lab.run(body);
}

TEST_CASE("a tap comes as a callback_query that can be answered once")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        json parameters{{"chat_id", lan}, {"text", "Anh/chị có hài lòng không?"}};
        parameters["reply_markup"]["inline_keyboard"] = json::parse(
            R"([[{"text":"Có","callback_data":"s:5"},{"text":"Trang","url":"https://example.vn"}],[{"text":"Chưa","callback_data":"s:1"}]])");
        const auto sent = co_await lab.telegram("sendMessage", parameters);
        const std::string id = std::to_string(sent.body()["result"]["message_id"].get<int>());
        CHECK(lab.pocket->person_taps(lan, lan, id, 1).error() == Errc::malformed);
        CHECK(lab.pocket->person_taps(lan, lan, id, 3).error() == Errc::not_found);
        REQUIRE(lab.pocket->person_taps(lan, lan, id, 2).has_value());
        const bool came = co_await delivered(lab, 1);
        REQUIRE(came);
        const json query = lab.receiver.body(0)["callback_query"];
        CHECK(query["data"] == "s:1");
        CHECK(query["from"]["id"] == std::stoll(lan));
        CHECK(query["message"]["message_id"] == sent.body()["result"]["message_id"]);

        json answer{{"callback_query_id", query["id"]}, {"text", "Xin cảm ơn"}};
        const auto first = co_await lab.telegram("answerCallbackQuery", answer);
        CHECK(first.body()["result"] == true);
        CHECK(lab.pocket->messages(lan).back().notice);
        const auto second = co_await lab.telegram("answerCallbackQuery", answer);
        CHECK(second.status == 400);

        REQUIRE(lab.pocket->person_taps(lan, lan, id, 0).has_value());
        const bool again = co_await delivered(lab, 2);
        REQUIRE(again);
        lab.now += std::chrono::seconds{151};
        answer["callback_query_id"] = lab.receiver.body(1)["callback_query"]["id"];
        const auto late = co_await lab.telegram("answerCallbackQuery", answer);
        CHECK(late.status == 400);
    };
    lab.run(body);
}

TEST_CASE("in privacy mode a group's bot hears commands and replies to it, nothing else")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const auto outsider = lab.person(Network::telegram, "Trần Văn Ba");
        const auto group = lab.group(Network::telegram, {lan});
        target(lab);
        json parameters{{"chat_id", group}, {"text", "Bà con có ý kiến gì không?"}};
        const auto sent = co_await lab.telegram("sendMessage", parameters);
        const std::string ours = std::to_string(sent.body()["result"]["message_id"].get<int>());
        for (const auto* text : {"bà con ơi", "/ghi@other_bot", "/xácminh", "@pocket_bot ơi", "/"})
            REQUIRE(lab.pocket->person_says(group, lan, text).has_value());
        for (const auto* text : {"/ghi", "/ghi@Pocket_Bot đèn hỏng"})
            REQUIRE(lab.pocket->person_says(group, lan, text).has_value());
        REQUIRE(lab.pocket->person_says(group, lan, "có ạ", ours).has_value());
        const bool all = co_await delivered(lab, 3);
        REQUIRE(all);
        CHECK(texts(lab) == std::vector<std::string>{"/ghi", "/ghi@Pocket_Bot đèn hỏng", "có ạ"});
        CHECK(lab.receiver.body(1)["message"]["entities"] ==
              json::parse(R"([{"type":"bot_command","offset":0,"length":15}])"));
        CHECK(lab.receiver.body(0)["message"]["chat"]["type"] == "supergroup");
        CHECK(lab.receiver.body(0)["message"]["chat"]["id"].get<std::int64_t>() < -1'000'000'000'000);
        CHECK(lab.pocket->person_says(group, outsider, "/ghi").error() == Errc::not_allowed);
    };
    lab.run(body);
}

TEST_CASE("a method in the webhook's answer is carried out")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        json call{{"method", "sendMessage"}, {"chat_id", lan}, {"text", "tự trả lời"}};
        lab.receiver.answers = {{200, call.dump(), "", {}}};
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        auto two = [&] { return lab.pocket->messages(lan).size() == 2; };
        std::function<bool()> predicate = two;
        const bool done = co_await lab.pocket->wait_for(std::move(predicate), patience);
        REQUIRE(done);
        CHECK(lab.pocket->messages(lan).back().text == "tự trả lời");
    };
    lab.run(body);
}

TEST_CASE("deliveries can be doubled, lost and shuffled")
{
    Lab lab;
    auto shuffle = shuffled(7, std::chrono::milliseconds{200});
    lab.options.deliveries = [shuffle](const sandbox::DeliveryInfo& info) {
        auto plan = shuffle(info);
        if (info.number == 1)
            plan.copies = 3;
        if (info.number == 2)
            plan.copies = 0;
        return plan;
    };
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        for (int i = 1; i <= 12; ++i)
            REQUIRE(lab.pocket->person_says(lan, lan, std::to_string(i)).has_value());
        const bool all = co_await delivered(lab, 11);
        REQUIRE(all);
        const auto came = texts(lab);
        CHECK(came.size() == 13);
        CHECK(std::count(came.begin(), came.end(), "1") == 3);
        CHECK(std::count(came.begin(), came.end(), "2") == 0);
        std::vector<int> order;
        for (const auto& text : came)
            order.push_back(std::stoi(text));
        CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
        CHECK(lab.pocket->deliveries(Network::telegram).dropped == 1);
    };
    lab.run(body);
}

TEST_CASE("a person who blocks the bot is told about, and reaches it no more")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        target(lab);
        REQUIRE(lab.pocket->set_blocked(lan, true).has_value());
        const bool came = co_await delivered(lab, 1);
        REQUIRE(came);
        CHECK(lab.receiver.body(0)["my_chat_member"]["new_chat_member"]["status"] == "kicked");
        CHECK(lab.pocket->person_says(lan, lan, "một").error() == Errc::not_allowed);
    };
    lab.run(body);
}
