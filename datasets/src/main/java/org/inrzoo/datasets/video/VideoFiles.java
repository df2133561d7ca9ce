package org.inrzoo.datasets.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.SignalReading;

/**
 * Reads folders of pictures, animated GIF and MP4 (H.264 and what else JCodec decodes), whatever their names; writes folders
 * of PNG files and animated GIF.
 */
public final class VideoFiles {

    static final String KIND = "video";

    /**
     * A video and what a user should know about how it was read.
     *
     * @param video the video
     * @param notes short sentences, such as "its pictures are shown for unequal times"; often none
     */
    public record Loaded(Video video, List<String> notes) {
        /** Copies the notes. */
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    private VideoFiles() {}

    /**
     * All of a file, or of the pictures in a folder.
     *
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read(Path, Clip)}
     */
    public static Loaded read(Path file) {
        return read(file, Clip.ALL);
    }

    /**
     * A part of a file, or of the pictures in a folder in the order of their names, numbers by value.
     *
     * @throws org.inrzoo.datasets.SignalFileException if the file is missing, unreadable, empty, cut off, damaged, of another
     *     format, ends before the part begins, or the part does not fit in memory at its size
     */
    public static Loaded read(Path file, Clip clip) {
        return Files.isDirectory(file)
                ? SignalReading.guarded(KIND, file.toString(), () -> FrameFolder.read(file, clip))
                : SignalReading.file(KIND, file, in -> decode(in, clip));
    }

    /**
     * All of the bytes of a file.
     *
     * @param name what to call the video in messages
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read(Path, Clip)}
     */
    public static Loaded decode(byte[] bytes, String name) {
        return SignalReading.bytes(KIND, name, bytes, in -> decode(in, Clip.ALL));
    }

    private static Loaded decode(ByteSource in, Clip clip) throws IOException {
        if (in.remaining() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("it has more than 2 GiB; cut a part out of it first");
        }
        if (in.startsWith("GIF8")) {
            return GifReader.read(in.take(in.remaining()).array(), clip);
        }
        byte[] start = in.peek(8);
        if (start.length == 8 && start[4] == 'f' && start[5] == 't' && start[6] == 'y' && start[7] == 'p') {
            return Mp4.read(in.take(in.remaining()), clip);
        }
        throw new IllegalArgumentException("it is damaged or no video that is read here (MP4, animated GIF, a folder of"
                + " pictures); make it one first, such as by 'ffmpeg -i FILE video.mp4'");
    }

    /**
     * Writes a video: as an animated GIF that repeats for ever if the name ends with .gif, replacing an earlier file, else as
     * PNG files and their rate into a new folder.
     *
     * <p>A GIF has 256 colours at most and times of hundredths of a second: gray videos keep their levels of 8 bits, colours
     * are brought to the 256 that fit them best.
     *
     * @throws java.io.UncheckedIOException if it cannot be written, or the folder is there
     */
    public static void write(Path file, Video video) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
            AtomicFiles.write(file, out -> GifWriter.write(video, out));
        } else {
            FrameFolder.write(file, video);
        }
    }
}
