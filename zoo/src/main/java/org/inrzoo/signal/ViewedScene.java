package org.inrzoo.signal;

import java.util.List;
import java.util.Optional;
import org.inrzoo.field.Axis;
import org.inrzoo.scene.Obstacle;
import org.inrzoo.scene.View;

/**
 * A scene as several cameras saw it; a network of it gives colour and density at a place.
 *
 * @param origin where it came from
 * @param axes z, y, x; a cube around the scene
 * @param sha256 fingerprint of cameras and pictures
 * @param learnt views to learn from
 * @param held views that only tell how good it is
 * @param truth the surface that they see, where it is known
 */
public record ViewedScene(
        Origin origin, List<Axis> axes, String sha256, List<View> learnt, List<View> held, Optional<Obstacle> truth)
        implements Signal {

    /** Copies the lists. */
    public ViewedScene {
        axes = List.copyOf(axes);
        learnt = List.copyOf(learnt);
        held = List.copyOf(held);
    }

    /** Red, green, blue and density. */
    @Override
    public int channels() {
        return 4;
    }

    /** Half the side of the cube, whose middle is at 0. */
    public double bound() {
        return axes.get(0).step() * axes.get(0).samples() / 2;
    }
}
