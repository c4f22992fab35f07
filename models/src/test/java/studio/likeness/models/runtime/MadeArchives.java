package studio.likeness.models.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives as NVIDIA makes them, with other contents.
public final class MadeArchives {
    private MadeArchives() {}

    /// @param files contents by path; a content that begins with `->` makes a link
    public static byte[] tarXz(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var xz = new XZOutputStream(bytes, new LZMA2Options())) {
            tar(files, xz);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] tar(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try {
            tar(files, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void tar(Map<String, String> files, OutputStream out) throws IOException {
        for (var file : files.entrySet()) {
            var content = file.getValue().getBytes(StandardCharsets.UTF_8);
            if (file.getValue().startsWith("->")) {
                out.write(header(file.getKey(), 0, '2', file.getValue().substring(2)));
            } else if (file.getKey().length() > 99) {
                var name = file.getKey().getBytes(StandardCharsets.UTF_8);
                out.write(header("././@LongLink", name.length, 'L', ""));
                block(out, name);
                out.write(header(file.getKey().substring(0, 99), content.length, '0', ""));
                block(out, content);
            } else {
                out.write(header(file.getKey(), content.length, '0', ""));
                block(out, content);
            }
        }
        out.write(new byte[1024]);
    }

    private static void block(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static byte[] header(String name, int size, char type, String link) {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    public static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
