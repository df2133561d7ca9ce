package org.inrzoo.fit.optimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.WeightArithmetic;

/** Matrices that one thread computes in, some of every shape that is asked for; made before the first step. */
final class Workspace {

    private record Shape(int rows, int columns) {}

    private final WeightArithmetic arithmetic;
    private final Map<Shape, List<PanelMatrix>> matrices = new HashMap<>();

    Workspace(WeightArithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** Has {@code count} matrices of a shape ready, or more. */
    void prepare(int rows, int columns, int count) {
        List<PanelMatrix> ofShape = matrices.computeIfAbsent(new Shape(rows, columns), shape -> new ArrayList<>());
        while (ofShape.size() < count) {
            ofShape.add(arithmetic.matrix(rows, columns));
        }
    }

    /** Matrix number {@code number} of a shape. */
    PanelMatrix get(int rows, int columns, int number) {
        return matrices.get(new Shape(rows, columns)).get(number);
    }
}
