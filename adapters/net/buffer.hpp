#pragma once
// Bytes read but not yet understood. Takes memory only while it holds some; the reader bounds its size.

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace langnghe::net {

class Buffer
{
public:
    std::string_view view() const { return {bytes_.get() + begin_, size()}; }
    std::size_t size() const { return end_ - begin_; }
    bool empty() const { return begin_ == end_; }

    // Where the next bytes go: `usual` of them, or what is left when that is at least half as much.
    boost::asio::mutable_buffer room(std::size_t usual)
    {
        if (capacity_ - end_ < usual / 2)
            make_room(usual);
        return {bytes_.get() + end_, capacity_ - end_};
    }

    void commit(std::size_t count) { end_ += count; }

    void consume(std::size_t count)
    {
        begin_ += count;
        if (begin_ == end_)
            begin_ = end_ = 0;
    }

    // Gives the memory back; only when empty.
    void release()
    {
        bytes_.reset();
        capacity_ = 0;
    }

private:
    void make_room(std::size_t usual)
    {
        const std::size_t held = size();
        if (capacity_ >= held + usual) {
            std::memmove(bytes_.get(), bytes_.get() + begin_, held);
        } else {
            std::unique_ptr<char[]> larger(new char[held + usual]);
            if (held > 0)
                std::memcpy(larger.get(), bytes_.get() + begin_, held);
            bytes_ = std::move(larger);
            capacity_ = held + usual;
        }
        begin_ = 0;
        end_ = held;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace langnghe::net
