// Not of the product: a fault planted behind three bytes. A fuzzer that does not find it within seconds is blind.

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    langnghe::fuzz::Input input{data, size};
    if (input.byte() == 'h' && input.byte() == 'e' && input.byte() == 'y')
        langnghe::fuzz::require(input.empty() || input.byte() != '!', "the canary lives");
    return 0;
}
