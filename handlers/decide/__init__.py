"""/binhxet, as members see it: bình xét, biểu quyết, bỏ phiếu, suy tôn, bầu."""
