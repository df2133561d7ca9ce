package org.inrzoo.scene;

import java.util.Optional;
import org.inrzoo.datasets.Image;

/**
 * What a camera saw.
 *
 * @param name of the picture, for people
 * @param camera where it stood
 * @param picture RGB, of the camera's size; on white where it is transparent
 * @param mask how opaque each pixel is, of one channel; empty where nobody knows
 */
public record View(String name, Camera camera, Image picture, Optional<Image> mask) {

    /** A view without a mask. */
    public View(String name, Camera camera, Image picture) {
        this(name, camera, picture, Optional.empty());
    }

    /**
     * Checks that picture, mask and camera are of one size.
     *
     * @throws IllegalArgumentException when they are not, or the picture is not of three channels or the mask of one
     */
    public View {
        if (picture.width() != camera.width() || picture.height() != camera.height() || picture.channels() != 3) {
            throw new IllegalArgumentException(
                    "a camera of " + camera.width() + "x" + camera.height() + " pixels did not see " + picture);
        }
        mask.ifPresent(opaque -> {
            if (opaque.width() != picture.width() || opaque.height() != picture.height() || opaque.channels() != 1) {
                throw new IllegalArgumentException("a mask of " + picture + " is no " + opaque);
            }
        });
    }

    /** How opaque a pixel is, from 0 to 1; 1 where nobody knows. */
    public float opacity(int pixel) {
        return mask.map(opaque -> opaque.values()[pixel]).orElse(1f);
    }
}
