package org.inrzoo.study;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.fit.FitException;

/** A file, or a folder with all that is in it, as bytes: what goes to another process and comes back. */
final class FolderBytes {

    /** An array's bytes are less than 2 GiB; what is sent is in memory on both sides. */
    private static final long MOST = 1L << 30;

    private FolderBytes() {}

    /**
     * A file, or a folder with its files, under its name.
     *
     * @throws FitException when they are over 1 GiB
     * @throws UncheckedIOException when they cannot be read
     */
    static byte[] of(Path path) {
        Path all = path.toAbsolutePath();
        return of(all, all.getParent());
    }

    /** The files of a folder; see {@link #of}. */
    static byte[] inside(Path folder) {
        return of(folder, folder);
    }

    private static byte[] of(Path path, Path root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> walked = Files.walk(path);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            List<Path> files = walked.filter(Files::isRegularFile).sorted().toList();
            requireFew(path, files);
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + path + "'", e);
        }
        return bytes.toByteArray();
    }

    private static void requireFew(Path path, List<Path> files) throws IOException {
        long all = 0;
        for (Path file : files) {
            all += Files.size(file);
        }
        if (all > MOST) {
            throw new FitException("'" + path + "' has " + (all >> 20) + " MiB, and at most " + (MOST >> 20)
                    + " MiB can be sent to other machines");
        }
    }

    /** Writes the files into a folder. */
    static void write(byte[] files, Path folder) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(files))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder.normalize())) {
                    throw new FitException("'" + entry.getName() + "' lies outside of its folder");
                }
                Files.createDirectories(file.getParent());
                AtomicFiles.write(file, zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to '" + folder + "'", e);
        }
    }
}
