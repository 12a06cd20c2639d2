export const id = 2201;
export const ids = [2201,4582,9344];
export const modules = {

/***/ 24582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ handOverMs),
/* harmony export */   DH: () => (/* binding */ handOverPatienceMs),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
const answerTimeoutMs = 600_000;
/**
 * A supervisor says within so long whether another agent took over: that one has 15 s to come up, and the earlier one what is left to be
 * asked again where it does not.
 */
const handOverMs = 50_000;
/** Who asks learns it even where the last question took its whole time. */
const handOverPatienceMs = handOverMs + 7_000;


/***/ })

};
