package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorCompilerTests {

    private static Optional<String> hindrance(String mode, Map<String, String> options) {
        return new VectorCompiler(name -> Optional.ofNullable(options.get(name)), mode).hindrance();
    }

    private static Map<String, String> hotSpot() {
        return new HashMap<>(Map.of("TieredStopAtLevel", "4", "TieredCompilation", "true", "UseFMA", "true"));
    }

    @Test
    void ofAnOrdinaryHotSpotIsC2() {
        assertThat(hindrance("mixed mode, sharing", hotSpot())).isEmpty();
    }

    @Test
    void ofTheTestsThemselvesIsC2() {
        assertThat(VectorCompiler.ofThisProcess().hindrance()).isEmpty();
    }

    @Test
    void withoutTiersIsC2() {
        Map<String, String> options = hotSpot();
        options.put("TieredCompilation", "false");
        options.put("TieredStopAtLevel", "1");
        assertThat(hindrance("mixed mode", options)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TieredStopAtLevel, 1, -XX:TieredStopAtLevel=1",
        "TieredStopAtLevel, 3, -XX:TieredStopAtLevel=3",
        "UseJVMCICompiler, true, -XX:-UseJVMCICompiler",
        "UseFMA, false, no fused multiply-add"
    })
    void thatIsAnotherOneIsNamedWithWhatHelps(String option, String value, String words) {
        Map<String, String> options = hotSpot();
        options.put(option, value);
        assertThat(hindrance("mixed mode", options))
                .hasValueSatisfying(why -> assertThat(why).contains(words).doesNotContain("\n"));
    }

    @Test
    void thatIsNoneIsNamedWithWhatHelps() {
        assertThat(hindrance("interpreted mode, sharing", hotSpot()))
                .hasValueSatisfying(why -> assertThat(why).contains("-Xint"));
        assertThat(hindrance("mixed mode", Map.of()))
                .hasValueSatisfying(why -> assertThat(why).contains("OpenJDK"));
    }
}
