package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.datasets.video.Clip;
import org.inrzoo.datasets.video.FrameSheet;
import org.inrzoo.datasets.video.Video;
import org.inrzoo.datasets.video.VideoFiles;
import org.inrzoo.datasets.video.Videos;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;

/** Videos: time in seconds, y downwards and x to the right in pixels, to brightness or red, green and blue from 0 to 1. */
public final class VideoKind implements SignalKind {

    private static final int SHEET_COLUMNS = 4;
    private static final int SHEET_ROWS = 3;

    /** The PSNR of the frame that is shown worst. */
    private static final Measure WORST_FRAME = new Measure("psnr-worst-frame", "dB");

    /** How a video is read. */
    public record VideoReading(
            @Option(value = "where the part begins, seconds", min = 0, max = 1e9)
            double from,

            @Option(value = "how long the part is at most, seconds; 0 for all", min = 0, max = 1e9)
            double seconds,

            @Option(value = "longer side that the frames are resized to, pixels; 0 keeps them", min = 0, max = 65_536)
            int size) {}

    @Override
    public String name() {
        return "video";
    }

    @Override
    public String summary() {
        return "moving pictures: MP4, animated GIF, or a folder of frames";
    }

    @Override
    public List<String> examples() {
        return Videos.names();
    }

    @Override
    public VideoReading reading() {
        return new VideoReading(0, 0, 0);
    }

    @Override
    public Signal read(String source, Record reading) {
        VideoReading options = (VideoReading) reading;
        Clip clip =
                new Clip(options.from, options.seconds == 0 ? Double.POSITIVE_INFINITY : options.seconds, options.size);
        String base = source.contains(":") ? source.substring(0, source.indexOf(':')) : source;
        if (Videos.names().contains(base)) {
            return of(Origin.builtIn(name(), source), cut(named(source), clip), options);
        }
        Path file = Path.of(source);
        VideoFiles.Loaded loaded = VideoFiles.read(file, clip);
        return of(Origin.file(name(), file, loaded.notes()), loaded.video(), options);
    }

    private static Video named(String source) {
        try {
            return Videos.named(source);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private static Video cut(Video video, Clip clip) {
        List<Image> frames = new ArrayList<>();
        for (int t = 0; t < video.frames(); t++) {
            double time = t / video.rate();
            if (time >= clip.from() && time < clip.from() + clip.seconds()) {
                Image frame = video.frame(t);
                frames.add(clip.side() == 0 ? frame : frame.resizeLonger(clip.side(), Resize.AREA));
            }
        }
        if (frames.isEmpty()) {
            throw new OptionException("the video has " + video.seconds() + " s, and the part begins at " + clip.from());
        }
        return Video.of(frames, video.rate());
    }

    private static Samples of(Origin origin, Video video, VideoReading options) {
        return new Samples(
                origin,
                List.of(
                        new Axis("time", "s", options.from, 1 / video.rate(), video.frames()),
                        Axis.counted("y", "pixel", video.height()),
                        Axis.counted("x", "pixel", video.width())),
                video.channels(),
                video.values(),
                "brightness",
                "",
                0,
                1);
    }

    @Override
    public List<Score> scores(Samples signal, float[] shown) {
        int perFrame = signal.values().length / signal.axes().get(0).samples();
        double worst = Double.POSITIVE_INFINITY;
        for (int from = 0; from < shown.length; from += perFrame) {
            float[] a = Arrays.copyOfRange(shown, from, from + perFrame);
            float[] b = Arrays.copyOfRange(signal.values(), from, from + perFrame);
            worst = Math.min(worst, Psnr.standard(a, b));
        }
        return List.of(SampleScores.psnr(signal, shown), WORST_FRAME.of(worst));
    }

    @Override
    public List<String> endings() {
        return List.of(".gif", ".png");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        Shown shown = frames(field, size, progress);
        if (field.channels() != 1 && field.channels() != 3) {
            throw new OptionException("a video has 1 or 3 values per pixel, not " + field.channels());
        }
        double rate = 1 / Math.abs(shown.domain().axes().get(0).step());
        Video video =
                new Video(shown.size(0), shown.size(1), shown.size(2), field.channels(), rate, shown.clamped(0, 1));
        if (ending.equals(".png")) {
            Pictures.writePng(
                    file, FrameSheet.picture(video, SHEET_COLUMNS, SHEET_ROWS).toBufferedImage());
        } else {
            VideoFiles.write(file, video);
        }
    }

    /** As many frames as were fitted; the size is that of the pictures. */
    private static Shown frames(Field field, int size, DoubleConsumer progress) {
        List<Integer> fitted = field.domain().sizes();
        int longest = Math.max(fitted.get(1), fitted.get(2));
        double factor = size == 0 ? 1 : (double) size / longest;
        List<Integer> sizes = List.of(fitted.get(0), (int) Math.max(1, Math.round(fitted.get(1) * factor)), (int)
                Math.max(1, Math.round(fitted.get(2) * factor)));
        return new Shown(field.domain().resampled(sizes), field.samples(sizes, progress));
    }
}
