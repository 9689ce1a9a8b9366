#pragma once
// A request that names a message which is not here: it is kept, so that it can be acknowledged, and done once the
// message was looked up in the group's history; after some tries it is given up, and said so.

#include "core/channel/history.hpp"
#include "core/commune/commune.hpp"
#include "core/store/quotes.hpp"

#include <optional>
#include <string>

namespace langnghe {

void keep_quote(Context& context, const std::string& channel, const Message& message, const std::string& words,
                TimePoint at);

// The message was found: the request goes on as if it had come with it.
void complete_quote(Context& context, const QuoteRequest& request, const PastMessage& found);

// It was not found this time. True when that was the last time.
bool miss_quote(Context& context, QuoteRequest request);

// How long to wait after so many tries; nothing when it is given up.
std::optional<Duration> next_try(int attempts);

} // namespace langnghe
