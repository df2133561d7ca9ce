package org.inrzoo.scene;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.datasets.shape.MeshRays;
import org.inrzoo.option.OptionException;

/** A mesh in a scene: one that was made of it, or what cameras saw, such as the model that a part was made from. */
public final class MeshObstacle implements Obstacle {

    /** What is smaller than this part of the cube's side is of another unit. */
    private static final double LEAST = 0.02;

    private final MeshRays rays;

    /** A mesh in the scene's coordinates. */
    public MeshObstacle(Mesh mesh) {
        rays = new MeshRays(mesh);
    }

    /**
     * What cameras saw, of a file, to score surfaces against.
     *
     * @param placing where the scene has a place of the file's coordinates
     * @param views that are scored
     * @param bound half the side of the cube about 0 that holds the scene
     * @throws org.inrzoo.datasets.SignalFileException when the file cannot be read
     * @throws OptionException when no view sees anything of it in the cube, or it is far too small, as one in another unit is
     */
    public static MeshObstacle truth(Path file, UnaryOperator<Vector> placing, List<View> views, double bound) {
        Mesh mesh = placed(MeshFiles.read(file).mesh(), placing);
        float[] box = mesh.box();
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            longest = Math.max(longest, (double) box[3 + axis] - box[axis]);
        }
        MeshObstacle truth = new MeshObstacle(mesh);
        SceneRays held = SceneRays.of(views.stream().map(View::camera).toList(), bound);
        if (longest < LEAST * 2 * bound || !truth.isSeen(held)) {
            throw new OptionException("the mesh '" + file + "' is not where the cameras look: it reaches from "
                    + corner(box, 0) + " to " + corner(box, 3) + ", and what they see lies within " + (float) -bound
                    + " and " + (float) bound + " on every axis; give it in the scene's unit and place");
        }
        return truth;
    }

    private static Mesh placed(Mesh mesh, UnaryOperator<Vector> placing) {
        float[] placed = mesh.vertices().clone();
        for (int i = 0; i < placed.length; i += 3) {
            Vector place = placing.apply(new Vector(placed[i], placed[i + 1], placed[i + 2]));
            placed[i] = (float) place.x();
            placed[i + 1] = (float) place.y();
            placed[i + 2] = (float) place.z();
        }
        return new Mesh(placed, mesh.triangles());
    }

    private boolean isSeen(SceneRays held) {
        return IntStream.range(0, held.count())
                .parallel()
                .anyMatch(ray -> Double.isFinite(meet(held.place(ray, 0), held.direction(ray), held.length(ray))));
    }

    private static String corner(float[] box, int from) {
        return Arrays.toString(IntStream.range(from, from + 3)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4g", box[i]))
                .toArray());
    }

    @Override
    public double meet(Vector origin, Vector direction, double farthest) {
        return rays.meet(
                new double[] {origin.x(), origin.y(), origin.z()},
                new double[] {direction.x(), direction.y(), direction.z()},
                farthest);
    }
}
