package org.inrzoo.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.MalformedFileException;

/**
 * Pictures with poses as NeRF's synthetic scenes have them: {@code transforms_train.json} with what {@link TransformsLens} says of lenses, and
 * frames of {@code file_path} and {@code transform_matrix}, which takes the camera's coordinates (x to the right, y up, looking along -z) to
 * the scene's. Pictures with transparency are seen on white, and have a mask.
 */
public final class TransformsFile {

    private static final List<String> ENDINGS = List.of("", ".png", ".PNG", ".jpg", ".jpeg", ".JPG");
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
     * Reads the cameras of a file alone, whose pictures need not be there: as large as {@code w} and {@code h} say, else square, then resized.
     *
     * @param side longer side of what they are to see, pixels
     * @throws MalformedFileException when the file does not say what it has to
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static List<Camera> cameras(Path file, int side) {
        String name = String.valueOf(file.getFileName());
        JsonNode root = tree(file, name);
        List<Camera> cameras = new ArrayList<>();
        for (JsonNode frame : frames(root, name)) {
            TransformsLens lens = new TransformsLens(root, frame, name);
            lens.requireSizeOrAngle();
            Camera camera = camera(lens, frame, side, side, name);
            double factor = (double) side / Math.max(camera.width(), camera.height());
            cameras.add(camera.resized(Math.max(1, (int) Math.rint(factor * camera.width())), Math.max(1, (int)
                    Math.rint(factor * camera.height()))));
        }
        return cameras;
    }

    private static JsonNode frames(JsonNode root, String name) {
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
        TransformsLens lens = new TransformsLens(root, frame, name);
        Camera camera = camera(lens, frame, whole.width(), whole.height(), name);
        return ScenePicture.view(path, camera, picture, side, name);
    }

    /** A frame's camera, of so many pixels where nothing is said of them. */
    private static Camera camera(TransformsLens lens, JsonNode frame, int width, int height, String name) {
        JsonNode m = frame.path("transform_matrix");
        Vector right = column(m, 0, name);
        Vector up = column(m, 1, name);
        Vector back = column(m, 2, name);
        requireRotation(right, up, back, name);
        return lens.camera(
                width,
                height,
                column(m, 3, name),
                right.unit(),
                up.unit(),
                back.unit().times(-1));
    }

    private static Path picture(Path folder, String path, String name) {
        try {
            for (String ending : ENDINGS) {
                Path file = folder.resolve(path.replace('\\', '/') + ending).normalize();
                if (!path.isEmpty() && Files.isRegularFile(file)) {
                    return file;
                }
            }
        } catch (InvalidPathException e) {
            throw new MalformedFileException(name, "a frame's file_path is no file's name: " + e.getReason());
        }
        throw new MalformedFileException(
                name, path.isEmpty() ? "a frame has no file_path" : "there is no picture '" + path + "' beside it");
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

    private static void requireRotation(Vector right, Vector up, Vector back, String name) {
        for (Vector axis : List.of(right, up, back)) {
            if (Math.abs(axis.length() - 1) > SAME) {
                throw new MalformedFileException(name, "a frame's transform_matrix is no rotation with a shift");
            }
        }
        if (right.cross(up).minus(back).length() > SAME) {
            throw new MalformedFileException(
                    name, "a frame's transform_matrix is no rotation with a shift: its axes are skewed or mirrored");
        }
    }
}
