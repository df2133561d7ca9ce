package org.inrzoo.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.fit.FitException;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.vision.StudiedPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits elsewhere leave what they leave here, also of files that only this process can read. */
class FitClusterTests {

    private static final FitSpec.Compute ONE_THREAD = new FitSpec.Compute("auto", 1, 1);

    private static final Map<String, Object> TINY = Map.of("width", 4, "depth", 2, "steps", 4, "evaluations", 2);

    @TempDir
    private Path folder;

    /** All that goes there and comes back is serialized, and the files that were sent are read from another place. */
    private static final class Elsewhere implements FitCluster {

        final AtomicInteger fits = new AtomicInteger();
        private final int most;
        private byte[] files = {};

        Elsewhere() {
            this(Integer.MAX_VALUE);
        }

        /** Is stopped after so many fits. */
        Elsewhere(int most) {
            this.most = most;
        }

        @Override
        public int places() {
            return 2;
        }

        @Override
        public void share(byte[] shared) {
            files = shared;
        }

        @Override
        public Optional<RemoteResult> fit(RemoteFit fit) {
            return fits.getAndIncrement() < most ? Optional.of(sent(sent(fit).run(files))) : Optional.empty();
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}

        @SuppressWarnings("unchecked")
        private static <T> T sent(T object) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
                out.flush();
                return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void anImageInAFile() {
        Path file = picture("own.png", 7, 6);
        StudiedImage image = new StudiedImage(LoadedImage.load(file.toString(), 0), ONE_THREAD);
        requireSame(image, Entry.parse(List.of("siren", "relu:rate=1e-3"), TINY), 2);
    }

    @Test
    void aSignalInAFileObservedByAScanner() {
        Path file = picture("slice.png", 8, 8);
        StudiedSignal slice = StudiedSignal.read(
                "image:" + file, Map.of(), Optional.of(ObjectiveKinds.parse("ct:views=4")), ONE_THREAD);
        requireSame(slice, Entry.parse(List.of("siren"), TINY), 1);
    }

    @Test
    void whatTheZooHasItself() {
        StudiedSignal phrase =
                StudiedSignal.read("audio:phrase", Map.of("seconds", 0.01), Optional.empty(), ONE_THREAD);
        requireSame(phrase, Entry.parse(List.of("siren"), TINY), 1);
    }

    @Test
    void picturesInAFolderAndNetworksThatGoOnFromOthers() {
        for (String name : List.of("train", "test")) {
            for (String kind : List.of("dark", "light")) {
                for (int i = 0; i < 4; i++) {
                    picture(name + "/" + kind + "/" + i + ".png", 8, 8);
                }
            }
        }
        StudiedPictures pictures = StudiedPictures.read(folder.toString(), 0, 1);
        List<Entry> entries = Entry.parse(List.of("ds", "refconv-ds:from=ds"), Map.of("batch", 4, "epochs", 1));
        requireSame(pictures, entries, 1);
    }

    @Test
    void aFitThatCannotBeDoneSaysWhyAndDoesNotEndTheStudy() throws IOException {
        Path file = picture("changing.png", 7, 6);
        StudiedImage image = new StudiedImage(LoadedImage.load(file.toString(), 0), ONE_THREAD);
        Study study = new Study(Entry.parse(List.of("siren", "relu"), TINY), 1, image);
        Files.copy(picture("other.png", 6, 7), file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> run(study, "changed", Optional.of(new Elsewhere())))
                .isInstanceOf(FitException.class)
                .hasMessage(
                        "the process elsewhere reads another '" + file + "': it has changed, or is of another version");
        assertThat(study.failures()).containsOnlyKeys("relu-seed0", "siren-seed0");
    }

    @Test
    void aStoppedStudyGoesOnElsewhere() {
        StudiedImage image = new StudiedImage(LoadedImage.load("camera", 6), ONE_THREAD);
        List<Entry> entries = Entry.parse(List.of("siren", "relu"), TINY);
        Study first = new Study(entries, 2, image);
        Path out = folder.resolve("stopped");
        assertThat(first.run(out, new StudyJobs(1, false).on(new Elsewhere(3)), step -> {}))
                .isEmpty();
        assertThat(first.done()).isEqualTo(3);
        Elsewhere other = new Elsewhere();
        assertThat(new Study(entries, 2, image).run(out, new StudyJobs(1, true).on(other), step -> {}))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(4);
        assertThat(other.fits).as("fits that were left").hasValue(1);
    }

    @Test
    void aKindOfClusterThatNoJarHasIsRefusedInALine() {
        assertThatThrownBy(() -> FitCluster.connect("abacus", "here", 1))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "nothing on the class path knows abacus clusters: environment/inrzoo brings it, a program of its own"
                                + " takes the artifact inr-abacus");
    }

    @Test
    void noFileIsWrittenOutsideOfItsFolder() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../outside"));
            zip.closeEntry();
        }
        assertThatThrownBy(() -> FolderBytes.write(bytes.toByteArray(), folder.resolve("inside")))
                .isInstanceOf(FitException.class)
                .hasMessage("'../outside' lies outside of its folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    private void requireSame(Studied studied, List<Entry> entries, int seeds) {
        Elsewhere cluster = new Elsewhere();
        Study there = new Study(entries, seeds, studied);
        List<StudyFit> elsewhere = run(there, "out", Optional.of(cluster));
        Map<String, String> left = left();
        assertThat(there.atOnce()).isEqualTo(2);
        assertThat(cluster.fits).as("fits elsewhere").hasValue(entries.size() * seeds);
        List<StudyFit> here = run(new Study(entries, seeds, studied), "out", Optional.empty());
        assertThat(elsewhere)
                .extracting(StudyFit::folder)
                .isEqualTo(here.stream().map(StudyFit::folder).toList());
        assertThat(left).as("files, without what a clock says").isEqualTo(left());
        assertThat(left).hasSizeGreaterThan(4 * entries.size() * seeds);
    }

    private List<StudyFit> run(Study study, String out, Optional<FitCluster> cluster) {
        List<String> notes = new ArrayList<>();
        StudyJobs alone = StudyJobs.ONE_BY_ONE;
        return study.run(folder.resolve(out), cluster.map(alone::on).orElse(alone), step -> notes.add(step.toString()))
                .orElseThrow();
    }

    /** Names and content of the fits' files; records and histories have seconds, and so only their names. */
    private Map<String, String> left() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean timed = file.endsWith("result.json") || file.endsWith("history.csv");
                String name = folder.resolve("out").relativize(file).toString();
                all.put(name, timed ? "" : Hashes.sha256(Files.readAllBytes(file)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path picture(String name, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int gray = (37 * x + 53 * y + 11 * name.hashCode()) & 255;
                image.setRGB(x, y, gray * 0x010101);
            }
        }
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
