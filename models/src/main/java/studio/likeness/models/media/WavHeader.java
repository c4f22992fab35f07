package studio.likeness.models.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// The 44 bytes before the samples of a WAV file with one channel of 16 bits.
final class WavHeader {
    static final int BYTES = 44;

    /// Where the chunk of samples begins.
    private static final int DATA = 36;

    private WavHeader() {}

    static byte[] of(int sampleRateHz, long dataBytes) {
        // Sizes of 32 bits: a longer take (12 hours at 48 kHz) says the most there is.
        int data = (int) Math.min(dataBytes, 0xffff_ffffL - BYTES);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(data + BYTES - 8)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(sampleRateHz)
                .putInt(sampleRateHz * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(data)
                .array();
    }

    /// The same with tags between the format and the samples (RIFF's INFO list).
    static byte[] of(int sampleRateHz, long dataBytes, Map<String, String> metadata) {
        var plain = of(sampleRateHz, dataBytes);
        var list = info(metadata);
        if (list.length == 0) {
            return plain;
        }
        long riff = Math.min(dataBytes + BYTES - 8 + list.length, 0xffff_ffffL);
        return ByteBuffer.allocate(BYTES + list.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(plain, 0, 4)
                .putInt((int) riff)
                .put(plain, 8, DATA - 8)
                .put(list)
                .put(plain, DATA, BYTES - DATA)
                .array();
    }

    private static byte[] info(Map<String, String> metadata) {
        var tags = new ByteArrayOutputStream();
        tags.writeBytes(tag("INAM", metadata.getOrDefault("title", "")));
        tags.writeBytes(tag("ICMT", metadata.getOrDefault("comment", "")));
        return tags.size() == 0
                ? new byte[0]
                : ByteBuffer.allocate(12 + tags.size())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(ascii("LIST"))
                        .putInt(4 + tags.size())
                        .put(ascii("INFO"))
                        .put(tags.toByteArray())
                        .array();
    }

    /// Ended by a zero, and of even length.
    private static byte[] tag(String name, String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length + 1;
        return ByteBuffer.allocate(8 + length + length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(name))
                .putInt(length)
                .put(bytes)
                .array();
    }

    /// @return the sample rate, or zero when these are not such 44 bytes
    static int sampleRateIn(byte[] header) {
        var found = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int rate = header.length < BYTES ? 0 : found.getInt(24);
        boolean ours =
                rate > 0
                        && ByteBuffer.wrap(withoutSizes(header))
                                .equals(ByteBuffer.wrap(withoutSizes(of(rate, 0))));
        return ours ? rate : 0;
    }

    private static byte[] withoutSizes(byte[] header) {
        var copy = Arrays.copyOf(header, BYTES);
        Arrays.fill(copy, 4, 8, (byte) 0);
        Arrays.fill(copy, 40, 44, (byte) 0);
        return copy;
    }

    /// Little-endian; what is beyond full scale stays at full scale.
    static byte[] pcm16(float[] samples) {
        var bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = Math.clamp(Math.round(samples[i] * 32_768f), -32_768, 32_767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    static float[] floats(byte[] pcm16, int count) {
        var samples = new float[count / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((pcm16[2 * i] & 0xff) | (pcm16[2 * i + 1] << 8)) / 32_768f;
        }
        return samples;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
