#include "tests/bench/loadgen/deliveries.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

namespace langnghe::bench {
namespace {

constexpr std::uint64_t messages_a_chat = 8;
constexpr std::uint64_t repeat_every = 100;
constexpr std::size_t repeat_distance = 501; // further back than anything still on its way
constexpr std::size_t most_sentences = 6;

// The app and the account that scripts/bench configures.
constexpr std::string_view app_id = "3186720551293846017";
constexpr std::string_view oa_id = "2741853096128840375";

// The chat of a message is a function of its serial (splitmix64).
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

std::uint64_t chat_of(std::uint64_t serial, std::uint64_t seed)
{
    const std::uint64_t newest = serial / messages_a_chat;
    return serial % messages_a_chat == 0 ? newest : mixed(serial + (seed << 40U)) % (newest + 1);
}

std::string sha256_hex(std::initializer_list<std::string_view> parts)
{
    static EVP_MD_CTX* const context = EVP_MD_CTX_new(); // one thread; lives as long as the process
    std::array<unsigned char, 32> digest{};
    EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    for (const std::string_view part : parts)
        EVP_DigestUpdate(context, part.data(), part.size());
    EVP_DigestFinal_ex(context, digest.data(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest)
        hex.append({digits[byte >> 4U], digits[byte & 15U]});
    return hex;
}

std::int64_t now_millis()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace

Deliveries::Deliveries(const Options& options, std::vector<std::string> sentences)
    : options_(options), sentences_(std::move(sentences)), random_(options.seed), recent_(repeat_distance)
{}

std::shared_ptr<const Delivery> Deliveries::next()
{
    const bool again = (messages_ + repeats_) % repeat_every == repeat_every - 1;
    const std::size_t place = messages_ % recent_.size(); // holds the oldest
    if (again && recent_[place]) {
        ++repeats_;
        return recent_[place];
    }
    const std::uint64_t serial = messages_++;
    const std::uint64_t number = options_.first + serial;
    const std::uint64_t chat = chat_of(number, options_.seed);
    auto request = options_.platform == Platform::zalo ? zalo(number, chat) : telegram(number, chat);
    recent_[place] = std::make_shared<const Delivery>(Delivery{serial, std::move(request)});
    return recent_[place];
}

std::string Deliveries::text()
{
    std::string text;
    const auto count = 1 + random_() % most_sentences;
    for (std::size_t i = 0; i < count; ++i)
        text.append(i == 0 ? "" : " ").append(sentences_[random_() % sentences_.size()]);
    return text;
}

std::string Deliveries::zalo(std::uint64_t serial, std::uint64_t chat)
{
    const std::string time = std::to_string(now_millis());
    const std::string body =
        fmt::format(R"({{"app_id":"{}","sender":{{"id":"{}"}},"user_id_by_app":"{}","recipient":{{"id":"{}"}},)"
                    R"("event_name":"user_send_text","message":{{"text":"{}","msg_id":"{:020x}"}},"timestamp":"{}"}})",
                    app_id, 6'093'318'827'000'000'000U + chat, 1'552'177'279'000'000'000U + chat, oa_id, text(),
                    0x1000'0000'0000U + serial, time);
    return post("X-ZEvent-Signature: mac=" + sha256_hex({app_id, body, time, options_.secret}), body);
}

std::string Deliveries::telegram(std::uint64_t serial, std::uint64_t chat)
{
    const std::uint64_t id = 5'512'000'000U + chat;
    const std::string body = fmt::format(
        R"({{"update_id":{},"message":{{"message_id":{},"from":{{"id":{},"is_bot":false,"first_name":"Lan",)"
        R"("last_name":"Tran","username":"lan{}","language_code":"vi"}},"chat":{{"id":{},"first_name":"Lan",)"
        R"("last_name":"Tran","username":"lan{}","type":"private"}},"date":{},"text":"{}"}}}})",
        880'000'000U + serial, 1 + serial, id, chat, id, chat, now_millis() / 1000, text());
    return post("X-Telegram-Bot-Api-Secret-Token: " + options_.secret, body);
}

std::string Deliveries::post(std::string_view header, std::string_view body) const
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n{}\r\n"
                       "Content-Length: {}\r\n\r\n{}",
                       options_.path, options_.port, header, body.size(), body);
}

std::vector<std::string> read_sentences(const std::string& file)
{
    std::vector<std::string> sentences;
    std::ifstream in{file};
    const auto needs_escape = [](char c) { return c == '"' || c == '\\' || (c >= 0 && c < ' '); };
    for (std::string line; std::getline(in, line);) {
        if (std::ranges::any_of(line, needs_escape))
            return {};
        if (!line.empty())
            sentences.push_back(line);
    }
    return sentences;
}

} // namespace langnghe::bench
