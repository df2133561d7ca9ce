package org.inrzoo.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.inrzoo.io.MalformedFileException;

/**
 * What a file of poses says of a picture's lens, in its frame or, for all, at its head: {@code fl_x} and {@code fl_y}, or {@code
 * camera_angle_x}; the middle {@code cx} and {@code cy}; and {@code w} and {@code h}, the pixels that these numbers are of, where the pictures
 * beside it may be smaller ones of the same shape.
 *
 * @param head the whole file
 * @param frame the picture's part of it
 * @param name the file's, for messages
 */
record TransformsLens(JsonNode head, JsonNode frame, String name) {

    private static final List<String> DISTORTIONS = List.of("k1", "k2", "k3", "k4", "p1", "p2");
    private static final Set<String> PINHOLES = Set.of("", "PINHOLE", "SIMPLE_PINHOLE", "OPENCV", "PERSPECTIVE");
    private static final double SAME = 1e-3;

    /**
     * The camera.
     *
     * @param width of the picture, pixels, where the file does not say what its numbers are of
     * @param height of the picture, pixels
     * @throws MalformedFileException when the lens is no pinhole of square pixels, or not known
     */
    Camera camera(int width, int height, Vector position, Vector right, Vector up, Vector ahead) {
        requirePinhole();
        int across = isSized() ? said("w").asInt() : width;
        int down = isSized() ? said("h").asInt() : height;
        return new Camera(
                across,
                down,
                focal(across),
                said("cx").asDouble(across / 2.0),
                said("cy").asDouble(down / 2.0),
                position,
                right,
                up,
                ahead);
    }

    /** Refuses a focal length in pixels of which nothing says how many there are. */
    void requireSizeOrAngle() {
        if (!isSized() && !(said("camera_angle_x").asDouble() > 0)) {
            throw new MalformedFileException(name, "it has neither camera_angle_x nor fl_x with w and h");
        }
    }

    private JsonNode said(String key) {
        return frame.has(key) ? frame.path(key) : head.path(key);
    }

    private boolean isSized() {
        return said("w").asInt() > 0 && said("h").asInt() > 0;
    }

    private void requirePinhole() {
        for (String key : DISTORTIONS) {
            if (Math.abs(said(key).asDouble()) > 0) {
                throw distorted(key);
            }
        }
        String model = said("camera_model").asText();
        if (!PINHOLES.contains(model)) {
            throw distorted("camera_model " + model);
        }
        if (said("is_fisheye").asBoolean()) {
            throw distorted("is_fisheye");
        }
    }

    private MalformedFileException distorted(String how) {
        return new MalformedFileException(
                name,
                "its pictures are distorted (" + how + "): undistort them first, as COLMAP's image_undistorter does");
    }

    /** Focal length, pixels. */
    private double focal(int width) {
        double angle = said("camera_angle_x").asDouble();
        boolean isAngle = angle > 0 && angle < Math.PI;
        double across = said("fl_x").asDouble(isAngle ? width / (2 * Math.tan(angle / 2)) : 0);
        if (!(across > 0)) {
            throw new MalformedFileException(
                    name,
                    said("camera_angle_x").isMissingNode()
                            ? "it has neither camera_angle_x nor fl_x"
                            : "its camera_angle_x is no angle of view from 0 to 3.14 radians: " + angle);
        }
        double down = said("fl_y").asDouble(across);
        if (Math.abs(down / across - 1) > SAME) {
            throw new MalformedFileException(
                    name, "its pixels are not square: fl_x is " + across + " and fl_y " + down);
        }
        return across;
    }
}
