# One file into one source; run by cmake -P with INPUT, OUTPUT, IDENTIFIER, NAMESPACE and HEADER.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT}.new "#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {
// Ends with a zero that does not count, so that an empty file is an array too.
constexpr unsigned char bytes[] = {
${bytes}0x00};
} // namespace

std::string_view ${IDENTIFIER}()
{
    return {reinterpret_cast<const char*>(bytes), sizeof bytes - 1};
}

} // namespace ${NAMESPACE}
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
