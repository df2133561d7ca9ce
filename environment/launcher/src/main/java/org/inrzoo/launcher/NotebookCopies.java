package org.inrzoo.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The notebooks that readers open: copies, so that reading leaves the project as it is. A copy follows the original until its
 * reader changes it; from then on it is the reader's.
 */
final class NotebookCopies {

    private static final Set<String> OTHERS = Set.of("src", "target", "exercises", "results", "pom.xml");
    private static final String LIST = ".copies";

    private final Path originals;
    private final Path copies;
    private final Properties written = new Properties();

    /**
     * @param originals the project's folder of notebooks
     * @param copies the folder that readers open
     */
    NotebookCopies(Path originals, Path copies) {
        this.originals = originals;
        this.copies = copies;
    }

    /**
     * Makes what is missing and renews what its reader has not changed.
     *
     * @return the copies that are their reader's and whose originals have changed since, relative to the folder
     */
    List<String> refresh() throws IOException {
        Path list = copies.resolve(LIST);
        if (Files.exists(list)) {
            try (InputStream in = Files.newInputStream(list)) {
                written.load(in);
            }
        }
        List<String> kept = new ArrayList<>();
        for (Path original : originals()) {
            if (!follow(original)) {
                kept.add(name(original));
            }
        }
        try (OutputStream out = Files.newOutputStream(list)) {
            written.store(out, "What the launcher wrote: a file that is another now has been changed by its reader");
        }
        return kept;
    }

    private List<Path> originals() throws IOException {
        try (Stream<Path> files = Files.walk(originals)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OTHERS.contains(
                            originals.relativize(file).getName(0).toString()))
                    .filter(file -> !originals.relativize(file).toString().startsWith(".")
                            && !file.toString().contains(".ipynb_checkpoints"))
                    .sorted()
                    .toList();
        }
    }

    private String name(Path original) {
        return originals.relativize(original).toString().replace('\\', '/');
    }

    /** Whether the copy is as the original now. */
    private boolean follow(Path original) throws IOException {
        String name = name(original);
        String now = hash(original);
        Path copy = copies.resolve(name);
        if (Files.exists(copy)) {
            String there = hash(copy);
            String before = written.getProperty(name, now);
            if (!there.equals(before) && !there.equals(now)) {
                return now.equals(before);
            }
        }
        if (!Files.exists(copy) || !hash(copy).equals(now)) {
            Files.createDirectories(copy.getParent());
            Path beside = Files.copy(
                    original,
                    copy.resolveSibling("." + copy.getFileName() + ".new"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        written.setProperty(name, now);
        return true;
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
