// SPDX-License-Identifier: EUPL-1.2
// Signatures for browsers whose own cryptography knows no Ed25519; only the scanner fetches it, and only then.
import { verifyAsync } from "@noble/ed25519";

Object.assign(globalThis, { verifyEd25519: verifyAsync });
