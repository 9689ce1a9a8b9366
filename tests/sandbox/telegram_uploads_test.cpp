#include "adapters/sandbox/form_data.hpp"
#include "tests/sandbox/lab.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

const std::string type = "multipart/form-data; boundary=b0";
const std::string jpeg("\xff\xd8\xff\xe0\0\r\n--b\x01", 10);

std::string field(const std::string& name, const std::string& value)
{
    return "--b0\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file(const std::string& name, const std::string& file_name, const std::string& bytes)
{
    return "--b0\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file_name +
           "\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes + "\r\n";
}

const std::string end = "--b0--\r\n";

asio::awaitable<Reply> upload(Lab& lab, std::string method, std::string body)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = lab.pocket->base_url() + "/bot7012345678:pocket/" + method;
    request.headers.push_back({"Content-Type", type});
    request.body = std::move(body);
    co_return co_await lab.send(std::move(request));
}

} // namespace

TEST_CASE("a form is read whole or not at all")
{
    const auto form = sandbox::read_form_data(type, field("a", "x\r\ny") + file("f", "ảnh.jpg", jpeg) + end);
    REQUIRE(form.has_value());
    CHECK(form->fields.at("a") == "x\r\ny");
    CHECK(form->files.at("f").bytes == jpeg);
    CHECK(form->files.at("f").name == "ảnh.jpg");
    CHECK(sandbox::read_form_data(type, end).has_value());
    for (const std::string& broken :
         {std::string{}, field("a", "x"), "x" + field("a", "x") + end, field("a", "x") + "--b1--\r\n",
          std::string{"--b0\r\nX: y\r\n\r\nz\r\n--b0--\r\n"}, std::string{"--b0\r\nno head\r\n--b0--\r\n"}})
        CHECK_FALSE(sandbox::read_form_data(type, broken).has_value());
    CHECK_FALSE(sandbox::read_form_data("multipart/form-data", end).has_value());
}

TEST_CASE("photos, documents and albums go out with their words")
{
    Lab lab;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const std::string to = field("chat_id", lan);
        auto photo = to + field("caption", "Đã sửa xong") + file("photo", "a.jpg", jpeg) + end;
        const auto sent = co_await upload(lab, "sendPhoto", std::move(photo));
        CHECK(sent.status == 200);
        CHECK(sent.body()["result"]["caption"] == "Đã sửa xong");
        CHECK(sent.body()["result"]["photo"].size() == 3);
        auto document = to + file("document", "biên bản.pdf", "%PDF-1.7") + end;
        const auto second = co_await upload(lab, "sendDocument", std::move(document));
        CHECK(second.body()["result"]["document"]["file_name"] == "biên bản.pdf");
        auto album = to +
                     field("media", R"([{"type":"photo","media":"attach://file0","caption":"Hai ảnh"},)"
                                    R"({"type":"photo","media":"attach://file1"}])") +
                     file("file0", "a.jpg", jpeg) + file("file1", "b.jpg", jpeg) + end;
        const auto third = co_await upload(lab, "sendMediaGroup", std::move(album));
        CHECK(third.status == 200);
        CHECK(third.body()["result"].size() == 2);
        CHECK(lab.pocket->messages(lan).size() == 4);
        CHECK(lab.pocket->complaints().empty());
    };
    lab.run(body);
}

TEST_CASE("an upload is refused as the official server refuses it")
{
    Lab lab;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        const std::string to = field("chat_id", lan);
        struct Row
        {
            std::string method;
            std::string body;
            std::string words;
        };
        const std::vector<Row> rows{
            {"sendPhoto", to + end, "there is no photo in the request"},
            {"sendPhoto", to + file("photo", "a.jpg", "text") + end, "IMAGE_PROCESS_FAILED"},
            {"sendPhoto", to + field("caption", std::string(1025, 'x')) + file("photo", "a.jpg", jpeg) + end,
             "message caption is too long"},
            {"sendDocument", to + file("document", "a.txt", "") + end, "file must be non-empty"},
            {"sendMediaGroup",
             to + field("media", R"([{"type":"photo","media":"attach://f"}])") + file("f", "a", jpeg) + end,
             "wrong number of items in the album"},
            {"sendPhoto", to + "--b1--", "can't parse request"},
        };
        for (const Row& row : rows) {
            CAPTURE(row.words);
            std::string form = row.body;
            const auto reply = co_await upload(lab, row.method, std::move(form));
            CHECK(reply.status == 400);
            CHECK(reply.body()["description"] == "Bad Request: " + row.words);
        }
    };
    lab.run(body);
}
