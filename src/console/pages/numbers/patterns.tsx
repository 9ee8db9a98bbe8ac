/** What bars are filled with, once on the page: a drawing names them by id. */
export const Patterns = () => (
  <svg className="patterns" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern
        id="numbers-striped"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="ground" width="6" height="6" />
        <rect className="stripe" width="2.5" height="6" />
      </pattern>
      <pattern id="numbers-dotted" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="ground" width="6" height="6" />
        <circle className="dot" cx="3" cy="3" r="1.6" />
      </pattern>
    </defs>
  </svg>
);
