package org.inrzoo.datasets.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.file.SignalReading;

/** Files that ship with the project; their SHA-256 stand in {@code sha256.properties} beside them, and are checked. */
final class ShippedFile {

    private ShippedFile() {}

    static <T> T read(String name, SignalReading.Decoder<T> decoder) {
        byte[] bytes = bytes(name);
        requireUnchanged(name, bytes);
        return SignalReading.bytes("pictures", name, bytes, decoder);
    }

    static void requireUnchanged(String name, byte[] bytes) {
        String found = Hashes.sha256(bytes);
        String wanted = sha256(name);
        if (!found.equals(wanted)) {
            throw new IllegalStateException("the shipped file '" + name + "' is damaged: its SHA-256 is " + found
                    + " and should be " + wanted + "; install the project again");
        }
    }

    static String sha256(String name) {
        Properties known = new Properties();
        try {
            known.load(new StringReader(new String(bytes("sha256.properties"), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("reading from a string does not fail", e);
        }
        return known.getProperty(name);
    }

    static byte[] bytes(String name) {
        try (InputStream in = ShippedFile.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + name + "'", e);
        }
    }
}
