#include "core/backlog/sweep.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe::backlog {

std::optional<Ask> Sweep::next() const
{
    if (listing_)
        return Ask{{}, offset_};
    if (chat_ < chats_.size())
        return Ask{chats_[chat_], offset_};
    return std::nullopt;
}

void Sweep::take(std::vector<PastEvent> page)
{
    const bool last = is_last(page, listing_ ? most_chats : most_messages);
    if (listing_)
        note_chats(page);
    else
        std::ranges::copy_if(page, std::back_inserter(found_),
                             [this](const PastEvent& event) { return event.at >= since_ && !event.body.empty(); });
    offset_ += page.size();
    if (!last)
        return;
    offset_ = 0;
    if (listing_)
        listing_ = false;
    else
        ++chat_;
}

// Whether what comes after this page is older than what is looked for.
bool Sweep::is_last(const std::vector<PastEvent>& page, std::size_t most)
{
    if (page.size() < page_size_ || page.back().at < since_)
        return true;
    const bool bound = offset_ + page.size() >= most;
    cut_short_ = cut_short_ || bound;
    return bound;
}

void Sweep::note_chats(const std::vector<PastEvent>& page)
{
    for (const PastEvent& event : page)
        if (event.at >= since_ && !event.chat.empty() && known_.insert(event.chat).second)
            chats_.push_back(event.chat);
}

std::vector<PastEvent> Sweep::found()
{
    std::ranges::stable_sort(found_, {}, &PastEvent::at);
    return std::exchange(found_, {});
}

} // namespace langnghe::backlog
