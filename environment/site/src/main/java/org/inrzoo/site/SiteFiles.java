package org.inrzoo.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.option.OptionException;

/** The folder that a site is written to; it keeps a list of what it holds, so that the next site leaves nothing of an earlier one. */
final class SiteFiles {

    private static final String LIST = "files.txt";
    private static final String HEAD = "# an INR zoo's site is made of these files";

    private final Path folder;
    private final Set<String> earlier;
    private final Set<String> written = new TreeSet<>();
    private long bytes;

    private SiteFiles(Path folder, Set<String> earlier) {
        this.folder = folder;
        this.earlier = earlier;
    }

    /**
     * A folder that is not there yet, is empty, or holds an earlier site.
     *
     * @throws OptionException when it holds anything else, or is none
     */
    static SiteFiles in(Path folder) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
            }
            if (Files.exists(folder.resolve(LIST))) {
                List<String> lines = Files.readAllLines(folder.resolve(LIST), StandardCharsets.UTF_8);
                if (!lines.isEmpty() && lines.get(0).equals(HEAD)) {
                    return new SiteFiles(folder, new TreeSet<>(lines.subList(1, lines.size())));
                }
            }
            try (var content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new OptionException(
                            "'" + folder + "' holds files that are no site; --out takes another folder");
                }
            }
            SiteFiles files = new SiteFiles(folder, new TreeSet<>());
            files.list(); // so that one that was interrupted is known again
            return files;
        } catch (IOException e) {
            throw FileFailure.of("write", folder, e);
        }
    }

    /** How many files with this ending there are. */
    int count(String ending) {
        return (int) written.stream().filter(name -> name.endsWith(ending)).count();
    }

    /** Bytes of all files. */
    long bytes() {
        return bytes;
    }

    boolean has(String name) {
        return written.contains(name);
    }

    void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw FileFailure.of("write", file, e);
        }
        written.add(name);
        bytes += content.length;
    }

    /** Ends the site: what an earlier one had besides is deleted. */
    void end() {
        earlier.removeAll(written);
        list();
        for (String old : earlier) {
            try {
                Files.deleteIfExists(folder.resolve(old).normalize());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete '" + old + "' of an earlier site", e);
            }
        }
    }

    private void list() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(written);
        AtomicFiles.write(folder.resolve(LIST), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
