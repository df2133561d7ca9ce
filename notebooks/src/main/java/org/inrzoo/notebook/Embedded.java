package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import org.inrzoo.datasets.sound.SampleFormat;
import org.inrzoo.datasets.sound.Sound;
import org.inrzoo.datasets.sound.SoundFiles;
import org.inrzoo.datasets.video.Video;
import org.inrzoo.datasets.video.VideoFiles;

/** Sounds and animations inside a page, as HTML for {@code display(…, "text/html")}: the notebook's file holds them. */
public final class Embedded {

    private Embedded() {}

    /**
     * A sound with a button that plays it.
     *
     * @param caption plain text beside the button
     */
    public static String sound(Sound sound, String caption) {
        byte[] wav = written(".wav", file -> SoundFiles.write(file, sound, SampleFormat.PCM_16));
        return "<p>" + caption + "<br><audio controls src=\"" + address("audio/wav", wav) + "\"></audio></p>";
    }

    /** A video that repeats for ever, in its own colours. */
    public static String animation(Video video) {
        return picture(written(".gif", file -> VideoFiles.write(file, video)));
    }

    /** An animation in levels of gray, with frames shown as long as it says. */
    public static String animation(AnimatedGif frames) {
        return picture(written(".gif", frames::write));
    }

    private static String picture(byte[] gif) {
        return "<img alt=\"animation\" src=\"" + address("image/gif", gif) + "\">";
    }

    private static String address(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /** The bytes that a writer of files leaves. */
    private static byte[] written(String ending, Consumer<Path> writer) {
        try {
            Path folder = Files.createTempDirectory("inrzoo-embedded");
            Path file = folder.resolve("content" + ending);
            try {
                writer.accept(file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a temporary file", e);
        }
    }
}
