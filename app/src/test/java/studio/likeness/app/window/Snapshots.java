package studio.likeness.app.window;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.PixelReader;

/// Writes pictures of the window as PNG, without AWT.
final class Snapshots {
    private Snapshots() {}

    static void write(PixelReader pixels, int width, int height, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var raw = new java.io.ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(raw)) {
            for (int y = 0; y < height; y++) {
                deflater.write(0);
                for (int x = 0; x < width; x++) {
                    int argb = pixels.getArgb(x, y);
                    deflater.write(argb >> 16);
                    deflater.write(argb >> 8);
                    deflater.write(argb);
                }
            }
        }
        var header = java.nio.ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            chunk(out, "IHDR", header.array());
            chunk(out, "IDAT", raw.toByteArray());
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        var to = new DataOutputStream(out);
        to.writeInt(data.length);
        var body =
                java.nio.ByteBuffer.allocate(4 + data.length)
                        .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .put(data)
                        .array();
        to.write(body);
        var crc = new CRC32();
        crc.update(body);
        to.writeInt((int) crc.getValue());
    }
}
