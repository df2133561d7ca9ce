package org.inrzoo.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.option.OptionException;

/**
 * A place where weights lie: a folder of {@code MODEL.TAG.safetensors}, each with its {@code MODEL.TAG.json}, or a jar that has such a folder
 * as {@value #FOLDER}.
 */
public final class WeightsShelf {

    /** The folder of weights in a jar, or in a folder of the class path. */
    public static final String FOLDER = "META-INF/inrzoo-weights";

    /** The ending of an entry's file. */
    public static final String ENTRY = ".json";

    /** The ending of a file of weights. */
    public static final String WEIGHTS = ".safetensors";

    private static final int MAX_ENTRY_BYTES = 1 << 22;

    private final Path place;
    private final boolean jar;

    private WeightsShelf(Path place, boolean jar) {
        this.place = place;
        this.jar = jar;
    }

    /**
     * A folder, or a jar.
     *
     * @throws OptionException when there is none of that name
     */
    public static WeightsShelf of(Path folderOrJar) {
        if (Files.isDirectory(folderOrJar)) {
            Path inside = folderOrJar.resolve(FOLDER);
            return new WeightsShelf(Files.isDirectory(inside) ? inside : folderOrJar, false);
        }
        if (Files.isRegularFile(folderOrJar)) {
            return new WeightsShelf(folderOrJar, true);
        }
        throw new OptionException("there is no folder or jar of weights '" + folderOrJar + "'");
    }

    /** Those of the class path. */
    static List<WeightsShelf> onClassPath() {
        List<WeightsShelf> shelves = new ArrayList<>();
        try {
            for (URL url : WeightsShelf.class.getClassLoader().resources(FOLDER).toList()) {
                if (url.getProtocol().equals("file")) {
                    shelves.add(new WeightsShelf(Path.of(url.toURI()), false));
                } else if (url.openConnection() instanceof JarURLConnection inJar) {
                    shelves.add(new WeightsShelf(Path.of(inJar.getJarFileURL().toURI()), true));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return shelves;
    }

    /** The names of its weights, in alphabetical order. */
    public List<String> names() {
        return in(WeightsShelf::names);
    }

    /** All its entries, by name. */
    public List<WeightsEntry> entries() {
        return in(folder ->
                names(folder).stream().map(name -> entry(folder, name)).toList());
    }

    /** Whether it has weights of this name. */
    public boolean has(WeightsName name) {
        return in(folder -> Files.isRegularFile(folder.resolve(name + ENTRY)));
    }

    /**
     * What is known of weights.
     *
     * @throws UncheckedIOException when there are none of this name
     * @throws MalformedFileException when the entry is damaged, or another's
     */
    public WeightsEntry entry(WeightsName name) {
        return in(folder -> entry(folder, name.toString()));
    }

    /**
     * A file of weights, whole and unchanged.
     *
     * @throws MalformedFileException when its SHA-256 is not that of the entry; names both
     */
    public byte[] weights(WeightsEntry entry) {
        byte[] bytes = in(folder -> FileBytes.read(folder.resolve(entry.file()), FileBytes.MAX_BYTES));
        String found = Hashes.sha256(bytes);
        if (!found.equals(entry.sha256())) {
            throw new MalformedFileException(
                    entry.file(),
                    "its SHA-256 is " + found + ", and its entry names " + entry.sha256() + ": get a fresh copy");
        }
        return bytes;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENTRY))
                    .map(name -> name.substring(0, name.length() - ENTRY.length()))
                    .filter(WeightsName::isOne)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
    }

    private static WeightsEntry entry(Path folder, String name) {
        String file = name + ENTRY;
        byte[] bytes = FileBytes.read(folder.resolve(file), MAX_ENTRY_BYTES);
        WeightsEntry entry = Json.read(new String(bytes, StandardCharsets.UTF_8), WeightsEntry.class, file);
        if (!entry.name().equals(name)) {
            throw new MalformedFileException(file, "it is of the weights '" + entry.name() + "'");
        }
        return entry;
    }

    private <T> T in(Function<Path, T> use) {
        if (!jar) {
            return use.apply(place);
        }
        try (FileSystem inside = FileSystems.newFileSystem(place)) {
            Path folder = inside.getPath(FOLDER);
            if (!Files.isDirectory(folder)) {
                throw new OptionException("'" + place + "' has no folder " + FOLDER + ", where a jar has its weights");
            }
            return use.apply(folder);
        } catch (ProviderNotFoundException e) {
            throw new OptionException("'" + place + "' is no jar: name a folder or a jar of weights");
        } catch (IOException e) {
            throw FileFailure.of("read", place, e);
        }
    }

    /** The folder or the jar. */
    @Override
    public String toString() {
        return place.toString();
    }
}
