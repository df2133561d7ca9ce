package org.inrzoo.datasets.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.video.VideoFiles.Loaded;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.api.PictureWithMetadata;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.logging.Logger;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.scale.ColorUtil;

/**
 * The frames of an MP4 file, decoded by JCodec.
 *
 * <p>On damaged files its decoder may go round in circles and does not listen to interrupts: it has a thread of its own, which
 * is left behind when it comes to no further frame.
 */
final class Mp4 {

    /** Frames that may be stored before one that is shown earlier. */
    private static final int MAX_REORDERED = 16;

    /** How much earlier than wanted decoding begins, seconds: what is stored later may be shown earlier. */
    private static final double LEAD = 1;

    /** How long one frame may take, seconds. */
    private static final int PATIENCE = 60;

    static final String THREAD = "inrzoo-mp4";

    private static final int MAX_SIDE = 1 << 14;

    private record Shown(double time, Image picture) {}

    static {
        Logger.addSink(message -> {}); // it would print
    }

    private final AtomicLong decoded = new AtomicLong();

    private Mp4() {}

    static Loaded read(ByteBuffer file, Clip clip) throws IOException {
        return read(file, clip, PATIENCE);
    }

    static Loaded read(ByteBuffer file, Clip clip, int patience) throws IOException {
        Mp4 mp4 = new Mp4();
        FutureTask<Loaded> task = new FutureTask<>(() -> mp4.decode(file, clip));
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
        long before = -1;
        while (mp4.decoded.get() > before) {
            before = mp4.decoded.get();
            try {
                return task.get(patience, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // as long as there are further frames
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
        throw new IllegalArgumentException("it is damaged: decoding does not come to an end");
    }

    private static RuntimeException failure(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    private Loaded decode(ByteBuffer file, Clip clip) throws IOException {
        try (ByteBufferSeekableByteChannel channel = new ByteBufferSeekableByteChannel(file, file.remaining())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            if (grab == null
                    || grab.getVideoTrack() == null
                    || grab.getVideoTrack().getMeta() == null) {
                throw new IllegalArgumentException("it has no pictures in it that are read here");
            }
            return read(grab, grab.getVideoTrack().getMeta(), clip);
        } catch (JCodecException e) {
            throw new IllegalArgumentException(
                    "its pictures are not decoded here (" + e.getMessage()
                            + "); make it H.264 first, such as by 'ffmpeg -i" + " FILE -c:v libx264 video.mp4'",
                    e);
        }
    }

    private Loaded read(FrameGrab grab, DemuxerTrackMeta meta, Clip clip) throws IOException, JCodecException {
        double rate = meta.getTotalFrames() / meta.getTotalDuration();
        if (!(rate > 0 && rate < 1e4)) {
            throw new IllegalArgumentException(
                    "its header says " + meta.getTotalFrames() + " frames in " + meta.getTotalDuration() + " s");
        }
        double start = start(grab);
        grab.seekToSecondPrecise(Math.max(0, start + clip.from() - LEAD));
        double length = Math.min(clip.seconds(), meta.getTotalDuration() - clip.from());
        long wanted = Math.round(length * rate);
        List<Shown> frames = new ArrayList<>();
        int beyond = 0;
        while (wanted > 0 && beyond < MAX_REORDERED) {
            PictureWithMetadata next = next(grab);
            if (next == null) {
                break;
            }
            double time = next.getTimestamp() - start;
            if (clip.has(time)) {
                Image picture = image(next.getPicture(), clip.side());
                if (frames.isEmpty()) {
                    Room.require(2L * Float.BYTES * picture.values().length * wanted, "the " + wanted + " frames");
                }
                frames.add(new Shown(time, picture));
            }
            beyond = time >= clip.from() + clip.seconds() ? beyond + 1 : 0;
        }
        List<Image> pictures = frames.stream()
                .sorted(Comparator.comparingDouble(Shown::time))
                .map(Shown::picture)
                .toList();
        FrameFolder.requireSome(pictures, meta.getTotalDuration(), clip);
        if (pictures.size() < wanted - 1) {
            throw new IllegalArgumentException(
                    "only " + pictures.size() + " of its " + wanted + " frames can be decoded");
        }
        return new Loaded(Video.of(pictures, rate), List.of());
    }

    /** When the first frame is shown, which need not be 0 and need not be stored first. */
    private double start(FrameGrab grab) throws IOException {
        double start = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MAX_REORDERED; i++) {
            PictureWithMetadata next = next(grab);
            if (next == null) {
                break;
            }
            start = Math.min(start, next.getTimestamp());
        }
        if (Double.isInfinite(start)) {
            throw new IllegalArgumentException("none of its frames can be decoded");
        }
        return start;
    }

    private PictureWithMetadata next(FrameGrab grab) throws IOException {
        PictureWithMetadata next = grab.getNativeFrameWithMetadata();
        decoded.incrementAndGet();
        return next;
    }

    private static Image image(Picture decoded, int side) {
        Picture visible = decoded.cropped();
        if (Math.max(visible.getWidth(), visible.getHeight()) > MAX_SIDE) {
            throw new IllegalArgumentException("its frames have " + visible.getWidth() + "x" + visible.getHeight());
        }
        Picture rgb = Picture.create(visible.getWidth(), visible.getHeight(), ColorSpace.RGB);
        ColorUtil.getTransform(visible.getColor(), ColorSpace.RGB).transform(visible, rgb);
        byte[] levels = rgb.getPlaneData(0);
        float[] values = new float[visible.getWidth() * visible.getHeight() * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (levels[i] + 128) / 255f;
        }
        Image image = new Image(visible.getWidth(), visible.getHeight(), 3, values);
        return side == 0 ? image : image.resizeLonger(side, Resize.AREA);
    }
}
