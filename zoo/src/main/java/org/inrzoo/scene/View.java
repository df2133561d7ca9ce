package org.inrzoo.scene;

import org.inrzoo.datasets.Image;

/**
 * What a camera saw.
 *
 * @param name of the picture, for people
 * @param camera where it stood
 * @param picture RGB, of the camera's size
 */
public record View(String name, Camera camera, Image picture) {

    /**
     * Checks that picture and camera are of one size.
     *
     * @throws IllegalArgumentException when they are not, or the picture is not of three channels
     */
    public View {
        if (picture.width() != camera.width() || picture.height() != camera.height() || picture.channels() != 3) {
            throw new IllegalArgumentException(
                    "a camera of " + camera.width() + "x" + camera.height() + " pixels did not see " + picture);
        }
    }
}
