package org.inrzoo.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.MalformedFileException;

/**
 * Pictures with poses as NeRF's synthetic scenes have them: {@code transforms_train.json} with {@code camera_angle_x} or {@code fl_x}, and
 * frames of {@code file_path} and {@code transform_matrix}, which takes the camera's coordinates (x to the right, y up, looking along -z) to
 * the scene's. Pictures with transparency are seen on white, and have a mask.
 */
public final class TransformsFile {

    private static final List<String> DISTORTIONS = List.of("k1", "k2", "k3", "k4", "p1", "p2");
    private static final List<String> ENDINGS = List.of("", ".png", ".jpg", ".jpeg");
    private static final double SAME = 1e-3;

    private TransformsFile() {}

    /**
     * Reads the views of a file.
     *
     * @param side longer side that pictures are resized to, pixels; 0 keeps them
     * @throws MalformedFileException when the file does not say what it has to
     * @throws java.io.UncheckedIOException when it or a picture cannot be read
     */
    public static List<View> read(Path file, int side) {
        String name = String.valueOf(file.getFileName());
        JsonNode root = tree(file, name);
        List<View> views = new ArrayList<>();
        for (JsonNode frame : frames(root, name)) {
            View view = view(root, frame, file, name, side);
            Camera first = views.isEmpty() ? view.camera() : views.get(0).camera();
            if (first.width() != view.camera().width()
                    || first.height() != view.camera().height()) {
                throw new MalformedFileException(
                        name,
                        "its pictures differ in size: " + first.width() + "x" + first.height() + " and "
                                + view.camera().width() + "x" + view.camera().height() + ", of " + view.name());
            }
            views.add(view);
        }
        return views;
    }

    /**
     * Reads the cameras of a file alone, whose pictures need not be there: as large as {@code w} and {@code h} say, else square.
     *
     * @param side longer side of what they are to see, pixels
     * @throws MalformedFileException when the file does not say what it has to
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static List<Camera> cameras(Path file, int side) {
        String name = String.valueOf(file.getFileName());
        JsonNode root = tree(file, name);
        int width = root.path("w").asInt(0);
        int height = root.path("h").asInt(width);
        boolean sized = width > 0 && height > 0;
        if (!sized && !(root.path("camera_angle_x").asDouble() > 0)) {
            throw new MalformedFileException(name, "it has neither camera_angle_x nor fl_x with w and h");
        }
        List<Camera> cameras = new ArrayList<>();
        for (JsonNode frame : frames(root, name)) {
            Camera camera = camera(root, frame, sized ? width : side, sized ? height : side, name);
            double factor = (double) side / Math.max(camera.width(), camera.height());
            cameras.add(camera.resized(Math.max(1, (int) Math.rint(factor * camera.width())), Math.max(1, (int)
                    Math.rint(factor * camera.height()))));
        }
        return cameras;
    }

    private static JsonNode frames(JsonNode root, String name) {
        for (String key : DISTORTIONS) {
            if (Math.abs(root.path(key).asDouble()) > 0) {
                throw new MalformedFileException(
                        name,
                        "its pictures are distorted (" + key
                                + "): undistort them first, as COLMAP's image_undistorter does");
            }
        }
        JsonNode frames = root.path("frames");
        if (!frames.isArray() || frames.isEmpty()) {
            throw new MalformedFileException(name, "it has no frames");
        }
        return frames;
    }

    private static JsonNode tree(Path file, String name) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new MalformedFileException(name, "it is no JSON object");
            }
            return root;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new MalformedFileException(name, "bad JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private static View view(JsonNode root, JsonNode frame, Path file, String name, int side) {
        String path = frame.path("file_path").asText();
        Path picture = picture(file.toAbsolutePath().getParent(), path, name);
        Image whole = ScenePicture.read(picture, 0);
        Camera camera = camera(root, frame, whole.width(), whole.height(), name);
        return ScenePicture.view(path, camera, picture, side);
    }

    private static Camera camera(JsonNode root, JsonNode frame, int width, int height, String name) {
        JsonNode m = frame.path("transform_matrix");
        Vector right = column(m, 0, name);
        Vector up = column(m, 1, name);
        Vector back = column(m, 2, name);
        return new Camera(
                width,
                height,
                focal(root, width, name),
                root.path("cx").asDouble(width / 2.0),
                root.path("cy").asDouble(height / 2.0),
                column(m, 3, name),
                rotation(right, name),
                rotation(up, name),
                rotation(back, name).times(-1));
    }

    private static Path picture(Path folder, String path, String name) {
        for (String ending : ENDINGS) {
            Path file = folder.resolve(path + ending).normalize();
            if (!path.isEmpty() && Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new MalformedFileException(name, "there is no picture '" + path + "' beside it");
    }

    private static double focal(JsonNode root, int width, String name) {
        double angle = root.path("camera_angle_x").asDouble();
        double across = root.path("fl_x").asDouble(angle > 0 ? width / (2 * Math.tan(angle / 2)) : 0);
        double down = root.path("fl_y").asDouble(across);
        if (!(across > 0) || Math.abs(down / across - 1) > SAME) {
            throw new MalformedFileException(
                    name,
                    across > 0
                            ? "its pixels are not square: fl_x is " + across + " and fl_y " + down
                            : "it has neither camera_angle_x nor fl_x");
        }
        return across;
    }

    private static Vector column(JsonNode matrix, int column, String name) {
        double[] values = new double[3];
        for (int row = 0; row < 3; row++) {
            JsonNode value = matrix.path(row).path(column);
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                throw new MalformedFileException(name, "a frame's transform_matrix is no matrix of 4x4 numbers");
            }
            values[row] = value.asDouble();
        }
        return new Vector(values[0], values[1], values[2]);
    }

    private static Vector rotation(Vector axis, String name) {
        if (Math.abs(axis.length() - 1) > SAME) {
            throw new MalformedFileException(name, "a frame's transform_matrix is no rotation with a shift");
        }
        return axis.unit();
    }
}
