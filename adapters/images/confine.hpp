#pragma once
// Gives away everything that decoding an image does not need: files, network, other programs, much memory and time.
// There is no way back, so it is for a process of its own.

namespace langnghe::images {

// False when the kernel refuses a part of it: then nothing should be decoded.
bool confine();

} // namespace langnghe::images
