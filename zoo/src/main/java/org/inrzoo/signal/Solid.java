package org.inrzoo.signal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.field.Axis;

/**
 * A solid: for every point of space, whether it is inside.
 *
 * @param origin where it came from
 * @param axes z, y, x; a cube around the solid, whose samples say how fine its detail is
 * @param sha256 fingerprint of what it is made of
 * @param inside tells
 * @param boundary gives its surface as a mesh, normals outwards, which is made at the first call
 */
public record Solid(Origin origin, List<Axis> axes, String sha256, Inside inside, Supplier<Mesh> boundary)
        implements Signal {

    /** Tells of points whether they are inside. */
    @FunctionalInterface
    public interface Inside {

        /**
         * Whether points are inside.
         *
         * @param points [n, 3], x, y, z in the axes' unit
         * @return [n]
         */
        boolean[] test(float[] points);
    }

    /** Copies the axes, and keeps the surface once it is made. */
    public Solid {
        axes = List.copyOf(axes);
        boundary = new Made(boundary);
    }

    /** What is made at the first call. */
    private static final class Made implements Supplier<Mesh> {

        private final Supplier<Mesh> maker;
        private Optional<Mesh> mesh = Optional.empty();

        Made(Supplier<Mesh> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized Mesh get() {
            if (mesh.isEmpty()) {
                mesh = Optional.of(maker.get());
            }
            return mesh.get();
        }
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
