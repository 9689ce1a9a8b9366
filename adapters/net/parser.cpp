#include "adapters/net/parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace http = boost::beast::http;

namespace langnghe::net {

namespace {

using Code = boost::beast::error_code;
using View = boost::beast::string_view;

// A length that was only promised reserves no more than this.
constexpr std::uint64_t most_reserved = 64 * 1024;
constexpr std::uint32_t answer_header_limit = 32 * 1024;

// Chunk extensions and trailers are read and dropped, so all of them together must be short: what Beast finds whole in
// one piece it takes at any length.
constexpr std::size_t most_dropped = 8 * 1024;
constexpr std::size_t most_trailers = 64;

// The part that requests and answers share: fields and body of the message that Derived names.
template <bool is_request>
class Collector : public http::basic_parser<is_request>
{
public:
    Collector(std::vector<Header>& headers, std::string& body) : headers_(headers), body_(body) { this->eager(true); }

protected:
    virtual bool acceptable(http::field, View) { return true; }

private:
    void on_request_impl(http::verb, View, View, int, Code&) override {}
    void on_response_impl(int, View, int, Code&) override {}

    void on_field_impl(http::field field, View name, View value, Code& code) override
    {
        if (!acceptable(field, value))
            code = http::error::bad_transfer_encoding;
        else if (in_body_)
            drop(name.size() + value.size(), ++trailers_ > most_trailers, code);
        else
            headers_.push_back({std::string(name.data(), name.size()), std::string(value.data(), value.size())});
    }

    void drop(std::size_t bytes, bool too_many, Code& code)
    {
        dropped_ += bytes;
        if (too_many || dropped_ > most_dropped)
            code = http::error::header_limit;
    }

    void on_header_impl(Code&) override { in_body_ = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) override
    {
        body_.reserve(static_cast<std::size_t>(std::min(length.value_or(0), most_reserved)));
    }

    std::size_t on_body_impl(View bytes, Code&) override
    {
        body_.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, View extension, Code& code) override
    {
        drop(extension.size(), false, code);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Code& code) override { return on_body_impl(bytes, code); }
    void on_finish_impl(Code&) override {}

    std::vector<Header>& headers_;
    std::string& body_;
    std::size_t dropped_ = 0;
    std::size_t trailers_ = 0;
    bool in_body_ = false;
};

class RequestCollector : public Collector<true>
{
public:
    explicit RequestCollector(Request& request) : Collector(request.headers, request.body), request_(request) {}

private:
    void on_request_impl(http::verb, View method, View target, int, Code&) override
    {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
        const auto mark = request_.target.find('?');
        request_.path = request_.target.substr(0, mark);
        if (mark != std::string::npos)
            request_.query = request_.target.substr(mark + 1);
    }

    Request& request_;
};

class AnswerCollector : public Collector<false>
{
public:
    explicit AnswerCollector(Answer& answer) : Collector(answer.headers, answer.body), answer_(answer) {}

private:
    bool acceptable(http::field field, View value) override
    {
        return field != http::field::transfer_encoding ||
               equal_ignoring_case(std::string_view(value.data(), value.size()), "chunked");
    }

    // Beast takes any three digits, "020" too; a status below 100 is none (RFC 9110, section 15).
    void on_response_impl(int status, View, int, Code& code) override
    {
        answer_.status = static_cast<unsigned>(status);
        if (status < 100)
            code = http::error::bad_status;
    }

    Answer& answer_;
};

template <class Parser>
Fed feed_into(Parser& parser, std::string_view bytes)
{
    Fed fed;
    Code code;
    fed.used = parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), code);
    fed.done = parser.is_done();
    if (code == http::error::body_limit)
        fed.status = 413;
    else if (code && code != http::error::need_more)
        fed.status = 400;
    return fed;
}

} // namespace

struct RequestParser::Impl
{
    Request request;
    std::optional<RequestCollector> parser;
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) {}

RequestParser::~RequestParser() = default;

void RequestParser::start(std::size_t header_limit, std::size_t body_limit)
{
    impl_->request = Request{};
    auto& parser = impl_->parser.emplace(impl_->request);
    parser.header_limit(static_cast<std::uint32_t>(header_limit));
    parser.body_limit(body_limit);
}

void RequestParser::release()
{
    if (!impl_->parser)
        return;
    impl_->parser.reset();
    impl_->request = Request{};
}

Fed RequestParser::feed(std::string_view bytes) { return feed_into(*impl_->parser, bytes); }

Request& RequestParser::request() { return impl_->request; }

struct ResponseParser::Impl
{
    Answer answer;
    std::optional<AnswerCollector> parser;
};

ResponseParser::ResponseParser() : impl_(std::make_unique<Impl>()) {}

ResponseParser::~ResponseParser() = default;

void ResponseParser::start(bool to_head, std::size_t body_limit)
{
    impl_->answer = Answer{};
    auto& parser = impl_->parser.emplace(impl_->answer);
    parser.header_limit(answer_header_limit);
    parser.body_limit(body_limit);
    parser.skip(to_head);
}

Fed ResponseParser::feed(std::string_view bytes) { return feed_into(*impl_->parser, bytes); }

bool ResponseParser::end()
{
    Code code;
    if (impl_->parser->got_some() && impl_->parser->is_header_done() && !impl_->parser->is_done())
        impl_->parser->put_eof(code);
    return !code && impl_->parser->is_done();
}

bool ResponseParser::keep_alive() const { return impl_->parser->keep_alive(); }

Answer& ResponseParser::answer() { return impl_->answer; }

} // namespace langnghe::net
