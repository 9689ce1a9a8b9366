#include "core/channel/multipart.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe;

TEST_CASE("fields and files stand between boundaries that the header names")
{
    Multipart form;
    form.field("chat_id", "7").file("photo", "cầu \"mới\"\r\n.jpg", "image/jpeg", "\xff\xd8--\r\n");
    const auto type = form.content_type();
    REQUIRE(type.starts_with("multipart/form-data; boundary="));
    const auto boundary = type.substr(type.find('=') + 1);
    CHECK(boundary.size() <= 70);
    CHECK(form.body() == "--" + boundary + "\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n--" +
                             boundary + "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cầu " +
                             "%22mới%22%0D%0A.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8--\r\n\r\n--" +
                             boundary + "--\r\n");
}

TEST_CASE("other content, another boundary")
{
    Multipart one;
    Multipart other;
    CHECK(one.field("a", "1").content_type() != other.field("a", "2").content_type());
}
