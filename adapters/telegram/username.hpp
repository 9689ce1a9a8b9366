#pragma once
// The bot's name as Telegram last said: learnt on the I/O thread, read on that and the storage thread. What was read
// stays good as long as the object does.

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <string_view>

namespace langnghe::telegram {

class Username
{
public:
    std::string_view name() const
    {
        const auto* const now = now_.load(std::memory_order_acquire);
        return now == nullptr ? std::string_view{} : std::string_view{*now};
    }

    void learn(std::string_view name)
    {
        const std::lock_guard lock(learning_);
        if (!name.empty() && name != this->name())
            now_.store(&known_.emplace_back(name), std::memory_order_release);
    }

private:
    std::mutex learning_;
    std::list<std::string> known_; // a bot is renamed seldom
    std::atomic<const std::string*> now_{nullptr};
};

} // namespace langnghe::telegram
