package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTests {

    @Test
    void isShellThatTakesEveryWordAsItIs() {
        Plan plan = Plan.run(List.of("echo", "it's", "$x")).with("NAME", "a b");
        assertThat(plan.shell()).isEqualTo("export NAME='a b'\nexec 'echo' 'it'\\''s' '$x'\n");
    }

    @Test
    void saysATextWithoutReadingIt() {
        assertThat(Plan.say("100 % 'sure'\n\\n").shell()).isEqualTo("printf '%s\\n' '100 % '\\''sure'\\''\n\\n'\n");
    }
}
